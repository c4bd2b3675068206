import Broadcast
import HTTPTypes
import Store

/// The settings that the owner has changed on the page: kept in the store, above the file's and
/// below the environment's, and in force from the next start on.
actor SettingsDesk {
    /// What file and environment say.
    nonisolated let configured: Settings
    /// What this run goes by.
    nonisolated let running: Settings
    private let pinned: Set<String>
    private let store: Store
    private var edits: [String: String]

    private static let prefix = "config."
    /// What is needed to reach the page and the store at all is left to file and environment.
    private static let fixed = ["server", "database"]

    /// Reads what was changed; what no longer fits is left out.
    static func load(_ configuration: Configuration, from store: Store) async throws
        -> SettingsDesk
    {
        let edits = try await store.settings(under: prefix)
        var running = configuration.settings
        for (name, text) in edits where !configuration.pinned.contains(name) {
            try? running.set(name, to: .single(text))
        }
        return SettingsDesk(configuration, running: running, edits: edits, store: store)
    }

    private init(
        _ configuration: Configuration, running: Settings, edits: [String: String], store: Store
    ) {
        configured = configuration.settings
        pinned = configuration.pinned
        self.running = running
        self.edits = edits
        self.store = store
    }

    /// One setting as the page shows it.
    struct Entry: Sendable {
        enum Origin: String, Sendable { case `default`, file, environment, page }

        let key: SettingKey
        /// What holds after the next start.
        let value: SettingValue
        let fallback: SettingValue
        let origin: Origin
        let isEditable: Bool
        /// Whether the next start changes it.
        let waits: Bool
    }

    func entries() -> [Entry] {
        let wanted = wanted(edits)
        return Settings.keys.map { key in
            let value = key.value(in: wanted)
            return Entry(
                key: key, value: value, fallback: key.value(in: Settings()),
                origin: origin(of: key),
                isEditable: Self.isEditable(key) && !pinned.contains(key.name),
                waits: value != key.value(in: running))
        }
    }

    /// Changes some settings, all of them or none.
    ///
    /// - Parameters:
    ///   - changes: `nil` goes back to what file and default say.
    ///   - check: sees the entries as they are, and throws to leave them so.
    func change(
        _ changes: [String: String?], _ check: ([Entry]) throws -> Void
    ) async throws -> [Entry] {
        try check(entries())
        var edits = edits
        for (name, text) in changes.sorted(by: { $0.key < $1.key }) {
            try validate(name, text)
            edits[name] = text
        }
        self.edits = edits
        try await store.set(changes, under: Self.prefix)
        return entries()
    }

    private func validate(_ name: String, _ text: String?) throws(Problem) {
        var trial = Settings()
        do throws(SettingProblem) {
            try trial.set(name, to: .single(text ?? ""))
        } catch {
            guard case .badValue = error, text == nil else {
                throw Problem(
                    .unprocessableContent, error.message, remedy: error.remedy, field: name)
            }
        }
        guard let key = Settings.keys.first(where: { $0.name == name }) else { return }
        guard !pinned.contains(name) else {
            throw Problem(
                .conflict, "“\(name)” is set by the environment variable \(key.variable).",
                remedy: "Change it there, or remove the variable.", field: name)
        }
        guard Self.isEditable(key) else {
            throw Problem(
                .conflict, "“\(name)” cannot be changed on the page.",
                remedy: "Set it in the configuration file.", field: name)
        }
    }

    private func wanted(_ edits: [String: String]) -> Settings {
        var settings = configured
        for (name, text) in edits where !pinned.contains(name) {
            try? settings.set(name, to: .single(text))
        }
        return settings
    }

    private func origin(of key: SettingKey) -> Entry.Origin {
        if pinned.contains(key.name) { return .environment }
        if edits[key.name] != nil { return .page }
        return key.value(in: configured) == key.value(in: Settings()) ? .default : .file
    }

    private static func isEditable(_ key: SettingKey) -> Bool {
        !fixed.contains(key.section) && key.listSeparator == nil
    }
}
