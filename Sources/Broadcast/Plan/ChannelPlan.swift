/// What a channel plays, as its owner writes it: the time zone, fillers and schedule of a plan
/// document, whose collections and channels are the station's, named by their numbers.
public struct ChannelPlan: Equatable, Sendable {
    /// Name of the time zone.
    public let zone: String
    public let schedule: Schedule

    /// - Parameter channels: Those that the schedule may show: all but its own.
    /// - Throws: ``PlanError`` for the first thing that is wrong.
    public init(
        _ root: YAMLNode, collections: some Sequence<MediaCollection.ID>,
        channels: some Sequence<Channel.ID> = []
    ) throws(PlanError) {
        let fields = try PlanFields(root, "plan", keys: ["timezone", "fillers", "schedule"])
        zone = try fields.text("timezone") ?? "UTC"
        let fillers = try PlanFillers(
            fields, library: PlanLibrary(collections), channels: channels)
        let node = try fields.required("schedule")
        schedule = try PlanSchedule(fillers).schedule(node)
        if schedule.lacksItems {
            let fault = SchedulingError.noItems
            throw PlanError(
                node.place, "schedule", "has nothing to play", remedy: fault.remedy)
        }
    }
}
