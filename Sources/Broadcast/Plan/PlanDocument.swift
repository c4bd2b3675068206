/// A schedule with everything it needs, as one document that touches no database: how a schedule
/// is previewed, how a problem is reported, and how cases are tested.
public struct PlanDocument: Equatable, Sendable {
    /// Name of the time zone.
    public let zone: String
    /// As written: local, or with an offset; `nil` if the document leaves it to the caller.
    public let from: String?
    public let to: String?
    public let seed: UInt64
    public let schedule: Schedule
    /// Other channels, which the schedule may show; each may show those before it.
    let channels: [PlanChannel]
    public let collections: [MediaCollection]
    /// Titles of the media, for the output.
    public let titles: [Media.ID: String]

    private static let keys = [
        "timezone", "from", "to", "seed", "media", "collections", "fillers", "channels",
        "schedule",
    ]

    /// - Throws: ``PlanError`` for the first thing that is wrong.
    public init(_ root: YAMLNode) throws(PlanError) {
        let fields = try PlanFields(root, "document", keys: Self.keys)
        zone = try fields.text("timezone") ?? "UTC"
        from = try Self.time("from", fields)
        to = try Self.time("to", fields)
        seed = UInt64(try fields.number("seed", 0...Int.max) ?? 1)
        let library = try PlanLibrary(fields)
        collections = library.collections
        titles = library.media.compactMapValues { $0.title.isEmpty ? nil : $0.title }
        var names = try PlanFillers(fields, library: library)
        var channels: [PlanChannel] = []
        for entry in try fields.entries("channels") {
            let schedule = try PlanSchedule(names).schedule(entry.value)
            channels.append(PlanChannel(id: names.add(channel: entry.key), schedule: schedule))
        }
        self.channels = channels
        schedule = try PlanSchedule(names).schedule(fields.required("schedule"))
    }

    private static func time(_ key: String, _ fields: PlanFields) throws(PlanError) -> String? {
        guard let node = fields[key] else { return nil }
        let text = try node.planText(key)
        guard PlanTime.instant(text, in: .utc) != nil else {
            throw PlanError(
                node.place, key, "cannot be “\(text.prefix(40))”",
                remedy: "Write a time such as 2020-10-18T00:00:00 or 2020-10-18T00:00:00-05:00.")
        }
        return text
    }
}
