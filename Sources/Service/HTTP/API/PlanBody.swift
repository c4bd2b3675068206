import Broadcast
import FoundationEssentials
import HTTPTypes
import NIOPosix
import Store
import Wire

/// A channel's plan in a request: read by the code that reads plan documents.
struct PlanBody: Sendable {
    let zone: String
    let rules: ZoneRules
    let schedule: Schedule

    /// - Parameter channel: Whose plan it is to be; `nil` for a new one's.
    /// - Throws: ``Problem`` naming the field, such as `schedule.items[2].start`.
    static func read(
        _ json: JSON, of channel: Channel.ID? = nil, in store: Store
    ) async throws -> PlanBody {
        let known = try await store.collectionIDs()
        let others = try await store.channels().map(\.id).filter { $0 != channel }
        let plan = try json.asPlan { root throws(PlanError) in
            try ChannelPlan(root, collections: known, channels: others)
        }
        try await refuseCircle(plan.schedule, of: channel, in: store)
        do {
            let rules = try await NIOThreadPool.singleton.runIfActive {
                try ZoneFiles.rules(named: plan.zone)
            }
            return PlanBody(zone: plan.zone, rules: rules, schedule: plan.schedule)
        } catch let error as ZoneError {
            throw Problem(
                .unprocessableContent, error.message, remedy: error.remedy, field: "timezone")
        }
    }

    /// Channels that show each other would have nothing to show.
    private static func refuseCircle(
        _ schedule: Schedule, of channel: Channel.ID?, in store: Store
    ) async throws {
        var ahead = Array(schedule.relayed)
        var seen: Set<Channel.ID> = []
        while let next = ahead.popLast() {
            if next == channel {
                throw Problem(
                    .unprocessableContent, "The channels that this plan shows show this one.",
                    remedy: "Choose a channel with a plan of its own.", field: "schedule")
            }
            guard seen.insert(next).inserted, let stored = try await store.schedule(of: next)
            else { continue }
            ahead += try TimelineInputs.schedule(stored).relayed
        }
    }

    /// As the store keeps it.
    func stored(seed: UInt64) throws -> StoredSchedule {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(schedule), as: UTF8.self)
        return StoredSchedule(schedule: text, zone: zone, seed: seed)
    }
}

extension StoredSchedule {
    /// As the API shows it.
    func document() throws -> JSON {
        JSON(
            plan: try JSONDecoder().decode(Schedule.self, from: Data(schedule.utf8)), zone: zone)
    }
}

extension JSON {
    /// Has the code that reads plan documents read it.
    ///
    /// - Parameter path: where it is in the request.
    /// - Throws: ``Problem`` naming the field.
    func asPlan<Result>(
        at path: String = "", _ read: (YAMLNode) throws(PlanError) -> Result
    ) throws(Problem) -> Result {
        var paths: [String] = []
        let root = YAMLNode(self, path: path, &paths)
        do throws(PlanError) {
            return try read(root)
        } catch {
            let path = paths.indices.contains(error.place.line) ? paths[error.place.line] : ""
            throw Problem(
                .unprocessableContent, "“\(error.key)” \(error.fault).",
                remedy: error.remedy.isEmpty ? "Correct it." : error.remedy,
                field: path.isEmpty ? error.key : path)
        }
    }
}

extension YAMLNode {
    /// JSON as the tree that plans are read from. A node's line is the index of its path, so that
    /// an error tells the field.
    fileprivate init(_ json: JSON, path: String, _ paths: inout [String]) {
        let place = Place(line: paths.count, column: 0)
        paths.append(path)
        switch json {
        case .text(let text): self.init(.scalar(text, isPlain: false), at: place)
        case .number(let number): self.init(.scalar("\(number)", isPlain: true), at: place)
        case .flag(let flag): self.init(.scalar("\(flag)", isPlain: true), at: place)
        case .absent: self.init(.scalar("", isPlain: true), at: place)
        case .list(let values):
            var nodes: [YAMLNode] = []
            for (index, value) in values.enumerated() {
                nodes.append(YAMLNode(value, path: "\(path)[\(index)]", &paths))
            }
            self.init(.sequence(nodes), at: place)
        case .object(let members):
            var entries: [Entry] = []
            for member in members {
                let path = path.isEmpty ? member.key : "\(path).\(member.key)"
                let node = YAMLNode(member.value, path: path, &paths)
                entries.append(Entry(key: member.key, place: node.place, value: node))
            }
            self.init(.mapping(entries), at: place)
        }
    }
}

extension StoredSchedule {
    /// What it draws from.
    func collections() throws -> Set<MediaCollection.ID> {
        try JSONDecoder().decode(Schedule.self, from: Data(schedule.utf8)).collections
    }
}
