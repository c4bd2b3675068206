import Testing

@testable import Transcode

@Suite struct BitmapFontTests {
    private let unknown = BitmapFont.rows(of: "漢")

    @Test func hasAllOfASCII() {
        for byte in UInt8(33)...126 {
            let rows = BitmapFont.rows(of: Character(UnicodeScalar(byte)))
            #expect(rows != unknown && rows.contains { $0 != 0 }, "byte \(byte)")
        }
    }

    @Test func hasTheLettersOfLatin1() {
        for value in UInt32(0xC0)...0xFF where value != 0xF7 {
            let letter = UnicodeScalar(value).map(Character.init) ?? " "
            #expect(BitmapFont.rows(of: letter) != unknown, "\(letter)")
        }
    }

    @Test func everyCellHasTheSameSize() {
        for character in "AÅgÇ ž…漢" {
            let rows = BitmapFont.rows(of: character)
            #expect(rows.count == BitmapFont.height)
            #expect(rows.allSatisfy { $0 < 0x20 })
        }
    }

    @Test func lettersDiffer() {
        let letters = (UInt8(33)...126).map { BitmapFont.rows(of: Character(UnicodeScalar($0))) }
        #expect(Set(letters).count == letters.count)
    }

    @Test func anAccentInTwoPartsIsTheSame() {
        #expect(BitmapFont.rows(of: "e\u{301}") == BitmapFont.rows(of: "é"))
        #expect(BitmapFont.rows(of: "é") != BitmapFont.rows(of: "e"))
    }
}
