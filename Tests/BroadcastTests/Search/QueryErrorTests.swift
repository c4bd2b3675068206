import Testing

@testable import Broadcast

@Suite struct QueryErrorTests {
    @Test(arguments: [
        (
            "alien tilte:x",
            "Column 7: there is no field “tilte”. Did you mean “title”? Quote it to look for the "
                + "words."
        ),
        ("http://x", "Column 1: there is no field “http”. Quote it to look for the words."),
        (
            "alien \"of",
            "Column 7: the quotation mark is not closed. Add a \" at the end of the phrase."
        ),
        ("(alien", "Column 1: the parenthesis is not closed. Add a ) for it."),
        ("alien)", "Column 6: this parenthesis closes nothing. Remove it, or add a ( before."),
        (
            "alien OR",
            "Column 9: a condition is missing here. Write words to look for, or a field and its "
                + "value."
        ),
        (
            "AND alien",
            "Column 1: a condition is missing here. Write words to look for, or a field and its "
                + "value."
        ),
        ("year:", "Column 1: “year” has no value. Write what to look for right behind “year:”."),
        (
            "year:old",
            "Column 6: “year” cannot be “old”, which is no number. Write a number, >=10 or "
                + "[10 TO 20]."
        ),
        (
            "year:[1990 2000]",
            "Column 6: this is no range. Write it as [10 TO 20], with * for an open end."
        ),
        (
            "title:[a TO b]",
            "Column 7: “title” has no smaller and larger values. Write a word or a \"phrase\" "
                + "instead."
        ),
        (
            "released:2020-02-30",
            "Column 10: “released” cannot be “2020-02-30”, which is no date. Write it as "
                + "2020-01-31, 2020-01 or 2020."
        ),
        (
            "added_inthelast:soon",
            "Column 17: “added_inthelast” cannot be “soon”, which is no span. Write it as "
                + "\"30 days\", \"2 weeks\", \"6 months\" or \"1 year\"."
        ),
        (
            "kind:film",
            "Column 6: “kind” is never “film”. Choose movie, episode, song or extra."
        ),
        ("*man", "Column 1: “*man” begins with a wildcard. Write at least the first letter."),
        ("a -", "Column 3: “-” has no letter or digit to look for. Write a word."),
    ])
    func aMistakeIsSaidWithItsPlaceAndRemedy(text: String, said: String) {
        let error = #expect(throws: QueryError.self) { try QueryReader.read(text) }
        #expect(error?.description == said)
    }

    @Test func aCycleNamesAllOfIt() {
        let error = QueryError(.cycle(["A", "B", "A"]), at: 3)
        #expect(
            error.description
                == "Column 3: the smart collection “A” contains itself (A → B → A). Take it out of "
                + "“B”.")
    }

    @Test func nestingLengthAndNumberAreBounded() {
        let deep = String(repeating: "(", count: 900) + "a" + String(repeating: ")", count: 900)
        #expect(throws: QueryError(.tooDeep, at: 33)) { try QueryReader.read(deep) }
        let denied = String(repeating: "-", count: 1_000) + "a"
        #expect(throws: QueryError(.tooDeep, at: 33)) { try QueryReader.read(denied) }
        let long = String(repeating: "a", count: 2_001)
        #expect(throws: QueryError(.tooLong(most: 2_000), at: 2_001)) {
            try QueryReader.read(long)
        }
        let many = String(repeating: "a ", count: 900)
        #expect(throws: QueryError(.tooManyConditions(most: 200), at: 401)) {
            try QueryReader.read(many)
        }
    }
}
