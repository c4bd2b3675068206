/// What is wrong with one setting.
public enum SettingProblem: Equatable {
    case unknownSection(String, nearest: String?)
    case unknownKey(String, nearest: String?)
    case badValue(key: String, value: String, accepts: String)
    case repeatedKey(String)
    /// A section that holds something else than keys with values.
    case notASection(String)
    /// A key whose value is neither a scalar nor a list of scalars.
    case nested(key: String)

    /// The name of the setting that it is about.
    public var key: String {
        switch self {
        case .unknownSection(let name, _), .unknownKey(let name, _), .repeatedKey(let name),
            .notASection(let name):
            name
        case .badValue(let key, _, _), .nested(let key): key
        }
    }
}

extension SettingProblem: Explained {
    public var message: String {
        switch self {
        case .unknownSection(let name, _): "There is no section “\(name.shortened)”."
        case .unknownKey(let name, _): "There is no setting “\(name.shortened)”."
        case .badValue(let key, let value, _):
            value.isEmpty ? "“\(key)” is empty." : "“\(key)” cannot be “\(value.shortened)”."
        case .repeatedKey(let name): "“\(name.shortened)” is set twice."
        case .notASection(let name): "“\(name.shortened)” holds no keys."
        case .nested(let key): "“\(key)” holds keys instead of a value."
        }
    }

    public var remedy: String {
        switch self {
        case .unknownSection(_, let nearest):
            nearest.map { "Did you mean “\($0)”?" }
                ?? "The sections are \(Settings.sections.joined(separator: ", "))."
        case .unknownKey(_, let nearest):
            nearest.map { "Did you mean “\($0)”?" }
                ?? "Remove it, or see the comments in the example file for all settings."
        case .badValue(_, let value, let accepts):
            if let id = repairedDeviceID(value), accepts.contains("self-check") {
                "It must be \(accepts): \(id) would do."
            } else {
                "It must be \(accepts)."
            }
        case .repeatedKey: "Keep one of the two lines."
        case .notASection: "Write its keys below it, indented: “key: value”."
        case .nested: "Write one value, or a list such as [a, b]."
        }
    }

    private func repairedDeviceID(_ text: String) -> DeviceID? {
        guard text.utf8.count == 8, let value = UInt32(text, radix: 16) else { return nil }
        return DeviceID(repairing: value)
    }
}

extension String {
    /// At most 60 characters, so that a message stays a sentence; control characters are escaped.
    var shortened: String {
        var text = ""
        for scalar in unicodeScalars.prefix(60) {
            let isPlain = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
            text += isPlain ? String(scalar) : scalar.escaped(asASCII: true)
        }
        return unicodeScalars.count > 60 ? text + "…" : text
    }
}
