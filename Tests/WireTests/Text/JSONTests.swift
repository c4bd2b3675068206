import Testing
import Wire

@Suite struct JSONTests {
    private func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }

    @Test func membersKeepTheirOrderAndNothingIsPadded() {
        #expect(
            text(["b": 1, "a": ["x", true, -3], "c": [:]]) == #"{"b":1,"a":["x",true,-3],"c":{}}"#)
    }

    @Test func slashesAndUTF8StayAsTheyAre() {
        #expect(text("http://a/ä€🎬") == "\"http://a/ä€🎬\"")
    }

    @Test func quotesBackslashesAndControlCharactersAreEscaped() {
        #expect(text("\"\\\n\t\u{0}\u{1F}\u{7F}") == #""\"\\\n\u0009\u0000\u001f\u007f""#)
    }

    @Test func anAbsentMemberIsLeftOut() {
        #expect(
            text(["a": .absent, "b": .optional(nil as String?), "c": .optional(7)]) == #"{"c":7}"#)
        #expect(text([.absent]) == "[null]")
    }
}
