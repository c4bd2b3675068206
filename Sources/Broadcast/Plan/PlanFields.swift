/// The members of one mapping of a plan document, and how to read each kind of value.
struct PlanFields {
    let place: YAMLNode.Place
    /// The key that the mapping stands under.
    let name: String
    private var members: [String: YAMLNode] = [:]

    /// - Throws: ``PlanError`` if it is no mapping, or a key is unknown or comes twice.
    init(_ node: YAMLNode, _ name: String, keys: [String]? = nil) throws(PlanError) {
        guard case .mapping(let entries) = node.content else {
            throw PlanError(node.place, name, "must have keys and values")
        }
        place = node.place
        self.name = name
        for entry in entries {
            if let keys, !keys.contains(entry.key) {
                let hint = nearest(to: entry.key, among: keys).map { "Did you mean “\($0)”?" }
                throw PlanError(
                    entry.place, entry.key, "is not known here",
                    remedy: hint ?? "Known are \(keys.joined(separator: ", ")).")
            }
            guard members.updateValue(entry.value, forKey: entry.key) == nil else {
                throw PlanError(entry.place, entry.key, "is here twice", remedy: "Remove one.")
            }
        }
    }

    subscript(key: String) -> YAMLNode? {
        members[key].flatMap { $0.isEmpty ? nil : $0 }
    }

    func required(_ key: String) throws(PlanError) -> YAMLNode {
        guard let node = self[key] else {
            throw PlanError(place, name, "lacks “\(key)”", remedy: "Add it.")
        }
        return node
    }

    func text(_ key: String) throws(PlanError) -> String? {
        guard let node = self[key] else { return nil }
        return try node.planText(key)
    }

    func number(_ key: String, _ range: ClosedRange<Int> = 0...1_000_000) throws(PlanError) -> Int?
    {
        guard let node = self[key] else { return nil }
        return try node.planNumber(key, range)
    }

    func flag(_ key: String) throws(PlanError) -> Bool? {
        guard let node = self[key] else { return nil }
        switch try node.planText(key) {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw PlanError(node.place, key, "must be true or false")
        }
    }

    func duration(_ key: String) throws(PlanError) -> Duration? {
        guard let node = self[key] else { return nil }
        return try node.planDuration(key)
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type
    ) throws(PlanError) -> Choice? where Choice.RawValue == String {
        guard let node = self[key] else { return nil }
        let text = try node.planText(key)
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw PlanError(
            node.place, key, "cannot be “\(text.prefix(40))”",
            remedy: "It must be one of \(names.joined(separator: ", ")).")
    }

    /// The elements of a list; none if the key is not there.
    func list(_ key: String) throws(PlanError) -> [YAMLNode] {
        guard let node = self[key] else { return [] }
        guard case .sequence(let elements) = node.content else {
            throw PlanError(node.place, key, "must be a list")
        }
        return elements
    }

    /// Names with what each stands for, in the order of the file.
    func entries(_ key: String) throws(PlanError) -> [YAMLNode.Entry] {
        guard let node = self[key] else { return [] }
        _ = try PlanFields(node, key)
        guard case .mapping(let entries) = node.content else { return [] }
        return entries
    }
}
