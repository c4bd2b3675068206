/// A file's or folder's name as its parser sees it: bytes with ASCII letters made small, dashes
/// made plain, and the same bytes in their own case.
///
/// Bytes beyond ASCII count as letters, so every alphabet separates words in the same way.
struct NameText {
    let bytes: [UInt8]
    let original: [UInt8]

    init(_ name: String) {
        original = Array(
            name.replacing("–", with: "-").replacing("—", with: "-").replacing("×", with: "x").utf8)
        bytes = original.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    var count: Int { bytes.count }

    /// The byte there; 0 outside of the name.
    subscript(_ index: Int) -> UInt8 {
        bytes.indices.contains(index) ? bytes[index] : 0
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: original[range.clamped(to: 0..<count)], as: UTF8.self)
    }

    /// A word or number may begin here: nothing that belongs to one is before.
    func begins(at index: Int) -> Bool { !Self.isWord(self[index - 1]) }

    func ends(at index: Int) -> Bool { !Self.isWord(self[index]) }

    func isDigit(_ index: Int) -> Bool { self[index].isDigit }

    /// The number that begins here, of at most `most` digits and no more than that.
    func number(at index: Int, most: Int = 4) -> (value: Int, end: Int)? {
        var end = index
        var value = 0
        while isDigit(end), end - index < most {
            value = value * 10 + Int(self[end] - 48)
            end += 1
        }
        return end == index || isDigit(end) ? nil : (value, end)
    }

    /// The position after `word`, if it is here.
    func skip(_ word: StaticString, at index: Int) -> Int? {
        let length = word.utf8CodeUnitCount
        guard index + length <= count else { return nil }
        for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] {
            return nil
        }
        return index + length
    }

    /// The position after up to `most` spaces, dots, underscores.
    func skipSpaces(at index: Int, most: Int = 3) -> Int {
        var end = index
        while end - index < most, Self.isSpace(self[end]) { end += 1 }
        return end
    }

    /// Positions at which a word or number begins, in order.
    var starts: some Sequence<Int> {
        (0..<count).lazy.filter { begins(at: $0) && Self.isWord(self[$0]) }
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    static func isWord(_ byte: UInt8) -> Bool { byte.isLetterOrDigit || byte >= 0x80 }
}
