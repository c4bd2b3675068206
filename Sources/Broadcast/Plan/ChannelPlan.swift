/// What a channel plays, as its owner writes it: the time zone, fillers and schedule of a plan
/// document, whose collections are the library's, named by their numbers.
public struct ChannelPlan: Equatable, Sendable {
    /// Name of the time zone.
    public let zone: String
    /// Of a kind that can be written back: classic or card.
    public let schedule: Schedule

    /// - Throws: ``PlanError`` for the first thing that is wrong.
    public init(
        _ root: YAMLNode, collections: some Sequence<MediaCollection.ID>
    ) throws(PlanError) {
        let fields = try PlanFields(root, "plan", keys: ["timezone", "fillers", "schedule"])
        zone = try fields.text("timezone") ?? "UTC"
        let fillers = try PlanFillers(fields, library: PlanLibrary(collections))
        let node = try fields.required("schedule")
        schedule = try PlanSchedule(fillers).schedule(node)
        switch schedule {
        case .classic, .card: break
        case .blocks, .slots, .balance, .mirror, .alternating:
            throw PlanError(
                node.place, "schedule", "is of a kind that channels cannot be given here",
                remedy: "Use classic or card, without alternates.")
        }
    }
}
