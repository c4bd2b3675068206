import Testing

@testable import Broadcast

/// What holds of every query, tried on queries made at random from fixed seeds.
@Suite struct QueryPropertyTests {
    @Test(arguments: 0..<300)
    func aQueryIsReadAsItWasMeant(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let (text, query) = Self.make(&dice, depth: 4)
        #expect(try QueryReader.read(text) == query, "\(text)")
    }

    @Test(arguments: 0..<300)
    func anErrorPointsIntoTheTextOrRightBehindIt(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var characters = Array(Self.make(&dice, depth: 3).text)
        for _ in 0...dice.roll(below: 3) where !characters.isEmpty {
            let place = dice.roll(below: characters.count)
            let rubbish = Array("()\"[]{}:<>=*?\\-! ANDé\u{301}\0")
            characters[place] = rubbish[dice.roll(below: rubbish.count)]
        }
        let text = String(characters)
        do {
            _ = try QueryReader.read(text)
        } catch {
            #expect((1...text.count + 1).contains(error.column), "\(text)")
        }
    }

    /// A text and what it means.
    private static func make(_ dice: inout Dice, depth: Int) -> (text: String, query: Query) {
        guard depth > 0 else { return leaf(&dice) }
        switch dice.roll(below: 4) {
        case 0: return leaf(&dice)
        case 1:
            let (text, query) = make(&dice, depth: depth - 1)
            return (
                ["NOT (\(text))", "-(\(text))", "!( \(text) )"][dice.roll(below: 3)], .not(query)
            )
        case 2:
            let parts = (0...dice.roll(below: 3) + 1).map { _ in make(&dice, depth: depth - 1) }
            let glue = [" ", " AND ", " && "][dice.roll(below: 3)]
            return (parts.map { "(\($0.text))" }.joined(separator: glue), .all(parts.map(\.query)))
        default:
            let parts = (0...dice.roll(below: 3) + 1).map { _ in make(&dice, depth: depth - 1) }
            let glue = [" OR ", " || "][dice.roll(below: 2)]
            return (parts.map { "(\($0.text))" }.joined(separator: glue), .any(parts.map(\.query)))
        }
    }

    private static func leaf(_ dice: inout Dice) -> (text: String, query: Query) {
        let word = ["alien", "ääni", "2001", "日本", "x"][dice.roll(below: 5)]
        let number = dice.roll(below: 3_000)
        let field = QueryField.Words.allCases[dice.roll(below: QueryField.Words.allCases.count)]
        return switch dice.roll(below: 6) {
        case 0: (word, .words(nil, .phrase(word)))
        case 1: ("\"\(word) \(word)\"", .words(nil, .phrase("\(word) \(word)")))
        case 2: ("\(field.rawValue):\(word)", .words(field, .phrase(word)))
        case 3: ("\(field.rawValue):\(word)*", .words(field, .pattern("\(word)*")))
        case 4: ("year:>=\(number)", .number(.year, from: number, to: nil))
        default:
            ("height:[\(number) TO \(number + 5)]", .number(.height, from: number, to: number + 5))
        }
    }
}
