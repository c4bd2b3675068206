import Testing
import Wire

@testable import Transcode

@Suite struct CopyTailTests {
    private func unit(_ presentation: Int64) -> AccessUnit {
        AccessUnit(bytes: [1], presentation: presentation, decoding: 0, isKey: false)
    }

    /// Fifty pictures of 40 ms: the last is shown at 176,400.
    private func tail(end: Int64) -> CopyTail {
        var tail = CopyTail(end: end, frame: 3600)
        let passed = (0..<50).flatMap { tail.pass(unit($0 * 3600)) }
        #expect(passed.allSatisfy { $0.presentation < end - 90_000 })
        return tail
    }

    @Test func picturesThatFillTheItemStayWhereTheyAre() {
        var tail = tail(end: 180_000)

        #expect(tail.stretch().map(\.presentation) == (25..<50).map { $0 * 3600 })
    }

    @Test func aHoleOfAFewFramesIsSpreadOverTheLastSecond() {
        var tail = tail(end: 190_000)
        let shown = tail.stretch().map(\.presentation)
        let last: Int64 = 186_400

        #expect(shown.last == last)
        #expect(zip(shown, shown.dropFirst()).allSatisfy { (3600...4200).contains($1 - $0) })
    }

    @Test func noStepGetsLongerThanTwoPictures() {
        var tail = tail(end: 250_000)
        let shown = tail.stretch().map(\.presentation)

        #expect(zip(shown, shown.dropFirst()).allSatisfy { (3600...7200).contains($1 - $0) })
    }

    @Test func aCutItemKeepsItsTimes() {
        var tail = tail(end: 190_000)

        #expect(tail.release().map(\.presentation) == (28..<50).map { $0 * 3600 })
        #expect(tail.release() == [])
    }
}
