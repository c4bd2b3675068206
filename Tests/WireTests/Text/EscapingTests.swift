import Testing
import Wire

@Suite struct EscapingTests {
    @Test func markupBecomesText() {
        #expect(
            #"<b>"Q&A"</b> it's"#.escapedForXML
                == "&lt;b&gt;&quot;Q&amp;A&quot;&lt;/b&gt; it&#39;s")
    }

    @Test func whatXMLCannotSayIsLeftOut() {
        #expect("a\u{0}b\u{B}c\u{FFFE}d\u{FFFF}e\tf\u{85}g🎬".escapedForXML == "abcde\tfg🎬")
    }

    @Test func aNameStaysOnItsLine() {
        #expect("a\r\nb\u{2028}c\u{1B}[0m".onOneLine == "a b c[0m")
        #expect("the \"best\"\nof".escapedForM3UAttribute == "the 'best' of")
    }

    @Test func percentEscapesAreUndoneAndAPlusStaysOne() {
        #expect("a+b%2Bc%20%c3%a4".percentDecoded == "a+b+c ä")
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff"]) func brokenEscapesAreRefused(_ text: String) {
        #expect(text.percentDecoded == nil)
    }
}
