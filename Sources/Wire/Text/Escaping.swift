extension String {
    /// The text as XML and HTML take it, in elements as well as in quoted attributes.
    ///
    /// What XML 1.0 cannot say at all (control characters, U+FFFE, U+FFFF) is left out.
    public var escapedForXML: String {
        var escaped = ""
        escaped.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The text as a quoted attribute of an M3U line: on one line, without double quotes.
    public var escapedForM3UAttribute: String {
        String(onOneLine.map { $0 == "\"" ? "'" : $0 })
    }

    /// The text without control characters: line ends and tabs become spaces.
    public var onOneLine: String {
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\r": continue
            case "\n", "\t", "\u{2028}", "\u{2029}": line.append(" ")
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": continue
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    /// Percent escapes undone; a plus stays a plus, as tuner clients mean it.
    ///
    /// - Returns: `nil` if an escape is broken or the bytes are not UTF-8.
    public var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimalDigit,
                let low = rest.popFirst()?.hexadecimalDigit
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
}
