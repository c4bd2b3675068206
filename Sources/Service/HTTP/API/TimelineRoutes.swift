import Broadcast
import Hummingbird
import NIOPosix
import Store
import Wire

/// What plays when: `/api/channels/{id}/timeline`, `/api/guide`, and `/api/plans/preview` for a plan
/// that is not kept yet. Times are seconds since 1970.
struct TimelineRoutes: Sendable {
    /// A page of the guide holds no more.
    private static let longest = 8 * 86_400

    let store: Store
    let now: @Sendable () -> AirTime

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("channels/{id}/timeline", [.get: timeline])
        router.resource("guide", [.get: guide])
        router.resource("plans/preview", [.post: preview])
    }

    private func timeline(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try ChannelRoutes.id(context)
        guard try await store.channel(id) != nil else { throw Problem.missing("channel") }
        let (from, to) = try span(request)
        let items = try await store.shownTimeline(of: id, from: from, to: to)
        return Response(document(from, to, items, try await titles(of: items)))
    }

    private func guide(_ request: Request, _ context: TunerContext) async throws -> Response {
        let (from, to) = try span(request)
        var channels: [JSON] = []
        for channel in try await store.channels() where !channel.isHidden {
            let items = try await store.shownTimeline(of: channel.id, from: from, to: to)
            let titles = try await titles(of: items)
            let programmes = Guide.programmes(of: items, channel: channel.name) { titles[$0] }
            channels.append([
                "id": .number(Int(channel.id.value)),
                "number": .text("\(channel.number)"),
                "name": .text(channel.name),
                "programmes": .list(programmes.map(\.document)),
            ])
        }
        return Response([
            "from": .number(Int(from.seconds)), "to": .number(Int(to.seconds)),
            "channels": .list(channels),
        ])
    }

    /// A stretch of a plan that is not kept, as the engine would build it now.
    private func preview(_ request: Request, _ context: TunerContext) async throws -> Response {
        let plan = try await PlanBody.read(try await request.json(), in: store)
        var collections: [MediaCollection] = []
        for id in plan.schedule.collections.sorted() {
            let collection = try await store.collection(id, at: QueryMoment(now: now()))
            if let collection { collections.append(collection) }
        }
        let begin = now()
        let (from, to) = try span(request)
        guard to > begin, to <= begin + .seconds(Self.longest) else {
            throw Problem.invalid("from", "is out of range", "Ask for the next eight days.")
        }
        let ready = collections
        let relays = try await store.relays(of: plan.schedule, from: begin, to: to)
        let result = try await NIOThreadPool.singleton.runIfActive {
            () -> Result<PlayoutBuild, SchedulingError> in
            Result { () throws(SchedulingError) in
                try Playout.build(
                    plan.schedule, collections: ready, relays: relays, zone: plan.rules,
                    anchor: nil, seed: 1,
                    from: begin, to: to)
            }
        }
        switch result {
        case .failure(let error):
            throw Problem(
                .unprocessableContent, error.message, remedy: error.remedy,
                field: "schedule")
        case .success(let built):
            let items = built.items.filter { $0.finish > from && $0.start < to }
            let known = Dictionary(
                collections.flatMap { $0.items.map { ($0.id, $0.title) } }
            ) { first, _ in first }
            let warnings = built.warnings.filter {
                $0.at < to && $0.at + ($0.length ?? .zero) >= from
            }
            return Response(document(from, to, items, known, warnings: warnings))
        }
    }
}

extension TimelineRoutes {
    private func span(_ request: Request) throws(Problem) -> (AirTime, AirTime) {
        let start = try request.number("from", 0...4_102_444_800, or: Int(now().seconds))
        let length = try request.number("seconds", 1...Self.longest, or: 86_400)
        let from = AirTime(seconds: Int64(start))
        return (from, from + .seconds(length))
    }

    private func titles(of items: [PlayoutItem]) async throws -> [Media.ID: String] {
        try await store.titles(of: Set(items.compactMap(\.media)))
    }

    private func document(
        _ from: AirTime, _ to: AirTime, _ items: [PlayoutItem], _ titles: [Media.ID: String],
        warnings: [PlayoutWarning]? = nil
    ) -> JSON {
        [
            "from": .number(Int(from.seconds)),
            "to": .number(Int(to.seconds)),
            "items": .list(
                items.map { item in
                    let title = item.title ?? item.media.flatMap { titles[$0] }
                    return [
                        "start": .number(Int(item.start.seconds)),
                        "finish": .number(Int(item.finish.seconds)),
                        "kind": .text(item.kind.rawValue),
                        "title": .text(Guide.title(title, or: Guide.offAir)),
                        "media": .optional(item.media.map { Int($0.value) }),
                    ]
                }),
            "warnings": warnings.map { .list($0.map(\.document)) } ?? .absent,
        ]
    }
}

extension Programme {
    fileprivate var document: JSON {
        [
            "title": .text(title),
            "start": .number(Int(start.seconds)),
            "finish": .number(Int(finish.seconds)),
        ]
    }
}

extension PlayoutWarning {
    fileprivate var document: JSON {
        [
            "code": .text(code.rawValue),
            "at": .number(Int(at.seconds)),
            "seconds": .optional(length.map { Int($0.components.seconds) }),
            "item": .optional(item),
            "text": .text(text),
        ]
    }
}
