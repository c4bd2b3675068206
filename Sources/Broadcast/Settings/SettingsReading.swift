extension Settings {
    /// The sections' names, in the order of the table.
    public static let sections: [String] = keys.reduce(into: []) { names, key in
        if names.last != key.section { names.append(key.section) }
    }

    /// Sets the key with this name.
    public mutating func set(_ name: String, to value: SettingValue) throws(SettingProblem) {
        guard let key = Self.keys.first(where: { $0.name == name }) else {
            throw .unknownKey(name, nearest: Self.nearestKey(to: name))
        }
        try key.set(value, in: &self)
    }

    /// Applies a file's document.
    ///
    /// - Returns: Everything that is wrong with it, in the order of the file; what is right is set.
    public mutating func apply(_ document: YAMLNode) -> [LocatedProblem] {
        guard !document.isEmpty else { return [] }
        guard case .mapping(let sections) = document.content else {
            return [LocatedProblem(.notASection("config.yaml"), at: document.place)]
        }
        var problems: [LocatedProblem] = []
        var seen: Set<String> = []
        for section in sections {
            guard seen.insert(section.key).inserted else {
                problems.append(LocatedProblem(.repeatedKey(section.key), at: section.place))
                continue
            }
            problems += apply(section)
        }
        return problems
    }

    private mutating func apply(_ section: YAMLNode.Entry) -> [LocatedProblem] {
        guard Self.sections.contains(section.key) else {
            let nearest = nearest(to: section.key, among: Self.sections)
            return [
                LocatedProblem(
                    .unknownSection(section.key, nearest: nearest), at: section.place)
            ]
        }
        if section.value.isEmpty { return [] }
        guard case .mapping(let entries) = section.value.content else {
            return [LocatedProblem(.notASection(section.key), at: section.place)]
        }
        var seen: Set<String> = []
        return entries.compactMap { entry in
            let name = "\(section.key).\(entry.key)"
            do throws(SettingProblem) {
                guard seen.insert(name).inserted else { throw .repeatedKey(name) }
                guard let value = SettingValue(entry.value) else { throw .nested(key: name) }
                try set(name, to: value)
                return nil
            } catch {
                return LocatedProblem(error, at: entry.place)
            }
        }
    }

    /// Applies the variables whose names begin like a section's; others are somebody else's.
    public mutating func apply(environment: [String: String]) -> [LocatedProblem] {
        environment.sorted { $0.key < $1.key }.compactMap { variable, text in
            do throws(SettingProblem) {
                try set(variable: variable, to: text)
                return nil
            } catch {
                return LocatedProblem(error, variable: variable)
            }
        }
    }

    private mutating func set(variable: String, to text: String) throws(SettingProblem) {
        guard let section = Self.sections.first(where: { variable.hasPrefix(prefix(of: $0)) })
        else { return }
        guard let key = Self.keys.first(where: { $0.variable == variable }) else {
            let name = "\(section)." + variable.dropFirst(prefix(of: section).count).lowercased()
            throw .unknownKey(name, nearest: Self.nearestKey(to: name))
        }
        guard let separator = key.listSeparator else {
            return try key.set(.single(text), in: &self)
        }
        let parts = text.split(separator: separator).map(\.trimmed)
        try key.set(.list(parts), in: &self)
    }

    private func prefix(of section: String) -> String {
        SettingKey.variablePrefix + section.uppercased() + "_"
    }

    /// The known key that was probably meant: one spelt nearly alike, or of that name elsewhere.
    private static func nearestKey(to name: String) -> String? {
        let bare = name.split(separator: ".").last.map(String.init) ?? name
        return nearest(to: name, among: keys.map(\.name))
            ?? nearest(to: bare, among: keys.map(\.key)).flatMap { match in
                keys.first { $0.key == match }?.name
            }
    }
}

extension SettingValue {
    /// - Returns: `nil` if `node` is neither a scalar nor a list of scalars.
    init?(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let text, let isPlain):
            self = .single(isPlain && (text == "~" || text == "null") ? "" : text)
        case .sequence(let nodes):
            var texts: [String] = []
            for node in nodes {
                guard case .scalar(let text, _) = node.content else { return nil }
                texts.append(text)
            }
            self = .list(texts)
        case .mapping: return nil
        }
    }
}

extension Substring {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// A problem and where it stands: a place in the file, or a variable of the environment.
public struct LocatedProblem: Equatable, Sendable {
    public let problem: SettingProblem
    public let place: YAMLNode.Place?
    public let variable: String?

    init(_ problem: SettingProblem, at place: YAMLNode.Place) {
        self.problem = problem
        self.place = place
        variable = nil
    }

    init(_ problem: SettingProblem, variable: String) {
        self.problem = problem
        self.variable = variable
        place = nil
    }
}
