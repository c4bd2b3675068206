import Testing

@testable import Broadcast

@Suite struct ExpressionTests {
    private let names: [String: Expression.Value] = [
        "count": .number(10), "random": .number(2), "title": .text("Intro"),
    ]

    @Test(arguments: [
        ("2", 2), ("count", 10), ("count / 2", 5), ("count * 2", 20), ("count + 1", 11),
        ("count - 1", 9), ("random % 4 + 1", 3), ("invalid", 0), ("count / 0", 0),
        ("(count + 2) * -1", -12), ("count / 4", 2), ("1 +", 0), ("", 0), ("2 2", 0), ("7 % 0", 0),
        ("-1 / 2", -1), ("1.9", 1), ("count > 3", 0), ("1 $ 2", 0), ("'a", 0),
    ])
    func E13_countsAreRoundedDownAndZeroWhenWrong(source: String, count: Int) {
        #expect(Expression(source).count(names) == count)
    }

    @Test(arguments: [
        ("count > 3 and random < 3", true), ("COUNT >= 11 || false", false),
        ("not (count = 10)", false), ("title == 'intro'", true), ("title != \"intro\"", false),
        ("!true or 1 <> 2", true), ("count <= 10 && true", true),
    ])
    func conditionsAreTrueOrFalse(source: String, truth: Bool) {
        #expect(Expression(source).value(names) == .truth(truth))
    }

    @Test func noTextExhaustsTheStack() {
        let deep = String(repeating: "(", count: 400) + "1" + String(repeating: ")", count: 400)

        #expect(!Expression(deep).isValid)
        #expect(!Expression(String(repeating: "-", count: 900) + "1").isValid)
    }
}
