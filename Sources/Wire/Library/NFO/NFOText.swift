/// The text of NFO files: its encoding, its entities, and the control characters that do not belong.
enum NFOText {
    /// The same text in UTF-8 and without a mark at its beginning.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFF, 0xFE): utf16(bytes.dropFirst(2)) { UInt16($0) | UInt16($1) << 8 }
        case (0xFE, 0xFF): utf16(bytes.dropFirst(2)) { UInt16($1) | UInt16($0) << 8 }
        default: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        }
    }

    private static func utf16(
        _ bytes: ArraySlice<UInt8>, _ join: (UInt8, UInt8) -> UInt16
    ) -> [UInt8] {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            join(bytes[$0], bytes[$0 + 1])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    /// Without control characters; what is not UTF-8 is replaced.
    static func cleaned(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.filter { $0 >= 32 || isSpace($0) }, as: UTF8.self)
    }

    /// With the five entities of XML and numbers resolved; any other `&` stands for itself.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return cleaned(bytes) }
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&") else {
                result.append(byte)
                continue
            }
            let name = rest.prefix(10).prefix { $0 != UInt8(ascii: ";") }
            guard rest.dropFirst(name.count).first == UInt8(ascii: ";"),
                let scalar = scalar(String(decoding: name, as: UTF8.self))
            else {
                result.append(byte)
                continue
            }
            result += Array(String(scalar).utf8)
            rest = rest.dropFirst(name.count + 1)
        }
        return cleaned(result)
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        let known: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
        ]
        if let scalar = known[name] { return scalar }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        return (isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits))
            .flatMap { Unicode.Scalar($0) }
    }

    /// One line or several, without spaces around it; `nil` if that is nothing.
    static func trimmed(_ text: String, most: Int = 300) -> String? {
        let text = text.trimmed(\.isWhitespace)
        return text.isEmpty ? nil : String(text.prefix(most))
    }
}
