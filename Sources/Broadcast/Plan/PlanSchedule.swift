/// The schedule of a plan document.
struct PlanSchedule {
    private enum Kind: String, CaseIterable { case classic, blocks, slots, balance, mirror, card }

    private let fillers: PlanFillers

    init(_ fillers: PlanFillers) {
        self.fillers = fillers
    }

    /// A schedule with its alternates.
    func schedule(_ node: YAMLNode) throws(PlanError) -> Schedule {
        let base = try single(node)
        let fields = try PlanFields(node, "schedule")
        var alternates: [Alternate] = []
        for node in try fields.list("alternates") {
            let fields = try PlanFields(node, "alternates", keys: PlanDays.keys + ["schedule"])
            let schedule = try fields.required("schedule")
            if let inner = try PlanFields(schedule, "schedule")["alternates"] {
                throw PlanError(
                    inner.place, "alternates", "are here within alternates",
                    remedy: "List all of them in the outer schedule; the first that matches counts."
                )
            }
            alternates.append(
                Alternate(days: try PlanDays.rule(fields), schedule: try single(schedule)))
        }
        if alternates.isEmpty { return base }
        return .alternating(AlternatingSchedule(base: base, alternates: alternates))
    }

    private func single(_ node: YAMLNode) throws(PlanError) -> Schedule {
        switch try PlanFields(node, "schedule").choice("kind", Kind.self) ?? .classic {
        case .classic: .classic(try PlanClassic(fillers).schedule(node))
        case .blocks: .blocks(try PlanBlocks(fillers).schedule(node))
        case .slots: .slots(try PlanSlots(fillers).schedule(node))
        case .balance: .balance(try PlanSlots(fillers).balance(node))
        case .mirror: .mirror(try mirror(node))
        case .card: .card(title: try card(node))
        }
    }

    private func mirror(_ node: YAMLNode) throws(PlanError) -> MirrorSchedule {
        let fields = try PlanFields(node, "schedule", keys: Self.keys + ["channel", "offset"])
        _ = try fields.required("channel")
        return MirrorSchedule(
            channel: try fillers.channel("channel", fields) ?? Channel.ID(0),
            offset: try fields.offset("offset") ?? .zero)
    }

    private func card(_ node: YAMLNode) throws(PlanError) -> String {
        let fields = try PlanFields(node, "schedule", keys: Self.keys + ["title"])
        return try fields.required("title").planText("title")
    }

    /// Keys that a schedule of any kind has.
    static let keys = ["kind", "alternates"]
}

extension PlanFields {
    /// A length that may have a minus sign before it.
    func offset(_ key: String) throws(PlanError) -> Duration? {
        guard let node = self[key] else { return nil }
        let text = try node.planText(key)
        guard text.hasPrefix("-") else { return try node.planDuration(key) }
        guard let length = PlanTime.duration(String(text.dropFirst())) else {
            throw PlanError(
                node.place, key, "cannot be “\(text.prefix(40))”",
                remedy: "It must be a length such as 1h30m or -2h.")
        }
        return .zero - length
    }

    /// A time of day such as `"03:00"`, in seconds after midnight.
    func timeOfDay(_ key: String) throws(PlanError) -> Int? {
        guard let node = self[key] else { return nil }
        guard let time = PlanTime.ofDay(try node.planText(key)) else {
            throw PlanError(
                node.place, key, "must be a time of day", remedy: "Write it as \"03:00\".")
        }
        return time
    }
}
