/// How values of one kind are read, written and described.
struct SettingKind<Value: Sendable>: Sendable {
    let accepts: String
    var listSeparator: Character?
    /// `nil` if the value is outside of what is accepted.
    let read: @Sendable (SettingValue) -> Value?
    let write: @Sendable (Value) -> SettingValue

    /// A kind whose values are one scalar.
    private static func scalar(
        _ accepts: String, read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) -> Self {
        Self(
            accepts: accepts,
            read: { value in
                guard case .single(let text) = value else { return nil }
                return read(text)
            },
            write: { .single(write($0)) })
    }
}

extension SettingKind<Int> {
    static func number(_ range: ClosedRange<Int>) -> Self {
        scalar("a whole number from \(range.lowerBound) to \(range.upperBound)") {
            wholeNumber($0, in: range)
        } write: {
            "\($0)"
        }
    }
}

extension SettingKind<[Int]> {
    static func numbers(_ range: ClosedRange<Int>, most: Int) -> Self {
        list(
            "a list of at most \(most) whole numbers from \(range.lowerBound) to "
                + "\(range.upperBound)", most: most, separator: ","
        ) {
            wholeNumber($0, in: range)
        } write: {
            "\($0)"
        }
    }
}

extension SettingKind<Duration> {
    static func seconds(_ range: ClosedRange<Int>) -> Self {
        scalar("whole seconds from \(range.lowerBound) to \(range.upperBound)") {
            wholeNumber($0, in: range).map { .seconds($0) }
        } write: {
            "\($0.components.seconds)"
        }
    }
}

extension SettingKind<Bool> {
    static var yesOrNo: Self {
        scalar("true or false") {
            switch $0 {
            case "true", "yes", "on": true
            case "false", "no", "off": false
            default: nil
            }
        } write: {
            "\($0)"
        }
    }
}

extension SettingKind<String> {
    /// Text of 1 to `most` bytes on one line.
    static func text(most: Int) -> Self {
        scalar("text of 1 to \(most) bytes on one line") {
            isPrintable($0) && (1...most).contains($0.utf8.count) ? $0 : nil
        } write: {
            $0
        }
    }

    static func choice(_ names: [String]) -> Self {
        scalar("one of " + names.joined(separator: ", ")) {
            names.contains($0) ? $0 : nil
        } write: {
            $0
        }
    }

    /// An address or a host's name: only its letters are checked, binding to it tells the rest.
    static var host: Self {
        scalar("an address of this machine, such as 127.0.0.1 or ::") { text in
            let letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:-%"
            let isFit = (1...255).contains(text.utf8.count) && text.allSatisfy(letters.contains)
            return isFit ? text : nil
        } write: {
            $0
        }
    }

    static var path: Self {
        scalar("an absolute path") {
            isAbsolute($0) ? $0 : nil
        } write: {
            $0
        }
    }
}

extension SettingKind<[String]> {
    static func paths(most: Int) -> Self {
        list("a list of at most \(most) absolute paths", most: most, separator: ":") {
            isAbsolute($0) ? $0 : nil
        } write: {
            $0
        }
    }
}

extension SettingKind<DeviceID?> {
    static var deviceID: Self {
        scalar("8 hexadecimal digits that pass the tuner protocol's self-check, or empty") { text in
            text.isEmpty ? .some(nil) : DeviceID(text).map { .some($0) }
        } write: {
            $0?.description ?? ""
        }
    }
}

extension SettingKind {
    /// A kind whose values are lists; a single scalar counts as a list of one.
    private static func list<Element>(
        _ accepts: String, most: Int, separator: Character,
        read: @escaping @Sendable (String) -> Element?,
        write: @escaping @Sendable (Element) -> String
    ) -> Self where Value == [Element] {
        Self(
            accepts: accepts, listSeparator: separator,
            read: { value in
                let texts =
                    switch value {
                    case .single(let text): text.isEmpty ? [] : [text]
                    case .list(let texts): texts
                    }
                let elements = texts.compactMap(read)
                return elements.count == texts.count && texts.count <= most ? elements : nil
            },
            write: { .list($0.map(write)) })
    }
}

private func wholeNumber(_ text: String, in range: ClosedRange<Int>) -> Int? {
    guard let number = Int(text), range.contains(number) else { return nil }
    return number
}

private func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
}

private func isAbsolute(_ text: String) -> Bool {
    text.hasPrefix("/") && text.utf8.count < 4_096 && isPrintable(text)
}
