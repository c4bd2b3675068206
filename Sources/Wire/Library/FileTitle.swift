/// A title for people, made of a file's or folder's name.
public enum FileTitle {
    /// - Parameter name: a file's name; its extension goes, dots and underscores that stand for
    ///   spaces become spaces.
    public static func of(file name: String) -> String {
        of(stem: stem(of: name))
    }

    /// - Parameter stem: a name without an extension, such as a folder's.
    public static func of(stem: String) -> String {
        let spaced = stem.contains(" ") ? stem.replacing("_", with: " ") : spread(stem)
        let words = spaced.split(separator: " ")
        return words.isEmpty ? stem : words.joined(separator: " ")
    }

    /// The name without what follows its last dot, if that looks like an extension.
    public static func stem(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        let suffix = name[name.index(after: dot)...]
        let isExtension =
            (1...8).contains(suffix.utf8.count)
            && suffix.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
            && FileKind(name: name) != .unknown
        return isExtension ? String(name[..<dot]) : name
    }

    /// Without a space in it, dots and underscores separate words, except a dot between digits.
    private static func spread(_ stem: String) -> String {
        let bytes = Array(stem.utf8)
        let spread = bytes.indices.map { index -> UInt8 in
            switch bytes[index] {
            case UInt8(ascii: "_"): return UInt8(ascii: " ")
            case UInt8(ascii: "."):
                let isDecimal =
                    index > 0 && index + 1 < bytes.count && bytes[index - 1].isDigit
                    && bytes[index + 1].isDigit
                return isDecimal ? bytes[index] : UInt8(ascii: " ")
            default: return bytes[index]
            }
        }
        return String(decoding: spread, as: UTF8.self)
    }
}

extension UInt8 {
    var isDigit: Bool { (48...57).contains(self) }

    var isLetterOrDigit: Bool {
        isDigit || (65...90).contains(self) || (97...122).contains(self)
    }
}
