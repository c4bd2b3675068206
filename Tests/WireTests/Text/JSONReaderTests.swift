import Testing
import Wire

@Suite struct JSONReaderTests {
    private static let documents: [(String, JSON)] = [
        ("{}", .object([])), (" [1, -20,0] ", [1, -20, 0]),
        (#"{"a":true,"b":null,"c":{"d":"e"}}"#, ["a": true, "b": .absent, "c": ["d": "e"]]),
        (#""\u00e4\n\ud83d\ude00\"\/""#, "ä\n😀\"/"), ("\"ö\"", "ö"),
    ]

    @Test(arguments: documents)
    func readsWhatRFC8259Says(text: String, document: JSON) throws {
        #expect(try JSON(reading: Array(text.utf8)) == document)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.0", "1e3", "--1", "+1", "nul",
        "[1] 2", "{\"a\":1,\"a\":2}", "\"\u{1}\"", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0020\"",
        "\"\\u12\"", "99999999999999999999", "\"a", "// a\n1", "\u{FEFF}1", "NaN", "-",
    ])
    func refusesWhatOnlyLooksLikeIt(text: String) {
        #expect(throws: JSONFault.self) { try JSON(reading: Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: JSONFault.self) { try JSON(reading: [0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONFault.self) { try JSON(reading: Array(deep.utf8)) }
        _ = try JSON(reading: Array("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]".utf8))
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let document: JSON = [
            "text": "a\"\\\n\u{7F}ü😀", "list": [1, 2, [true, "x"]], "deep": ["a": ["b": -5]],
        ]
        #expect(try JSON(reading: document.bytes) == document)
    }

    @Test func damagedDocumentsNeverTrap() {
        let document = Array(#"{"a":[1,"\u00e4\n",true,null,{"b":-12}],"c":"d"}"#.utf8)
        for position in document.indices {
            for byte in UInt8.min ... .max {
                var damaged = document
                damaged[position] = byte
                _ = try? JSON(reading: damaged)
                _ = try? JSON(reading: Array(damaged[..<position]))
            }
        }
    }
}
