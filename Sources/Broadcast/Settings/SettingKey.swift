/// One row of the settings' table: a key, what it accepts, what it means and where it is kept.
public struct SettingKey: Sendable {
    /// The whole name, such as `server.port`.
    public let name: String
    public let section: String
    /// The name within its section.
    public let key: String
    /// What it accepts, limits and unit included, ready to follow “must be”.
    public let accepts: String
    /// One sentence for people.
    public let meaning: String
    /// Cuts an environment variable into a list; `nil` if the key takes a single value.
    public let listSeparator: Character?
    private let getter: @Sendable (Settings) -> SettingValue
    private let setter: @Sendable (SettingValue, inout Settings) -> Bool

    init<Value>(
        _ name: String, _ field: any WritableKeyPath<Settings, Value> & Sendable,
        _ kind: SettingKind<Value>, _ meaning: String
    ) {
        let parts = name.split(separator: ".", maxSplits: 1)
        precondition(parts.count == 2, "a key is named section.key")
        self.name = name
        section = String(parts[0])
        key = String(parts[1])
        accepts = kind.accepts
        self.meaning = meaning
        listSeparator = kind.listSeparator
        getter = { kind.write($0[keyPath: field]) }
        setter = { value, settings in
            guard let value = kind.read(value) else { return false }
            settings[keyPath: field] = value
            return true
        }
    }

    /// The variable that overrides it, such as `EXSTREAMTV_SERVER_PORT`.
    public var variable: String {
        Self.variablePrefix + section.uppercased() + "_" + key.uppercased()
    }

    public static let variablePrefix = "EXSTREAMTV_"

    /// Its value in `settings`, as a file would say it.
    public func value(in settings: Settings) -> SettingValue {
        getter(settings)
    }

    /// Changes `settings`, or leaves them alone and says what is wrong with `value`.
    public func set(_ value: SettingValue, in settings: inout Settings) throws(SettingProblem) {
        guard setter(value, &settings) else {
            throw .badValue(key: name, value: value.description, accepts: accepts)
        }
    }
}

/// A key's value as it is written: one scalar or a list of them.
public enum SettingValue: Equatable, Sendable, CustomStringConvertible {
    case single(String)
    case list([String])

    public var description: String {
        switch self {
        case .single(let text): text
        case .list(let texts): "[" + texts.joined(separator: ", ") + "]"
        }
    }
}
