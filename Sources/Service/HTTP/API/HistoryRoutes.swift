import Broadcast
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Store
import Wire

/// `/api/channels/{id}/history`: the plans that a channel had, any of which can come back;
/// `/api/history`: those of every channel.
struct HistoryRoutes: Sendable {
    let store: Store
    let now: @Sendable () -> AirTime
    /// Puts a channel's new plan on air when the programme that is on now ends.
    let replan: @Sendable (Broadcast.Channel.ID) async throws -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "history", [.get: { request, _ in try await page(of: nil, request) }])
        router.resource(
            "channels/{id}/history",
            [
                .get: { request, context in
                    let id = try ChannelRoutes.id(context)
                    guard try await store.channel(id) != nil else {
                        throw Problem.missing("channel")
                    }
                    return try await page(of: id, request)
                }
            ])
        router.resource("channels/{id}/history/{plan}/restore", [.post: restore])
    }

    private func page(
        of channel: Broadcast.Channel.ID?, _ request: Request
    ) async throws -> Response {
        let offset = try request.number("offset", 0...1_000_000, or: 0)
        let limit = try request.number("limit", 1...500, or: 100)
        let all = try await store.formerPlans(of: channel)
        return Response(
            page: try all.dropFirst(offset).prefix(limit).map { try $0.document() },
            total: all.count, offset: offset)
    }

    private func restore(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try ChannelRoutes.id(context)
        let plan = try context.number("plan", of: "former plan")
        let seen = try APIRequest.seen(request)
        let record = try await store.restorePlan(plan, of: id, at: now()) { record in
            try APIRequest.check(seen, record.schedule.document())
        }
        guard let record else { throw Problem.missing("former plan") }
        try await replan(id)
        return Response(editable: try record.schedule.document())
    }
}

extension FormerPlan {
    fileprivate func document() throws -> JSON {
        let plan = try JSONDecoder().decode(Schedule.self, from: Data(schedule.schedule.utf8))
        return [
            "id": .number(Int(id)),
            "channel": .number(Int(channel.value)),
            "replaced": .number(Int(replaced.seconds)),
            "timezone": .text(schedule.zone),
            "kind": .text(plan.kindName),
            "collections": .list(plan.collections.sorted().map { .number(Int($0.value)) }),
        ]
    }
}

extension Schedule {
    /// What plan documents call its kind; alternates have that of the schedule they stand in for.
    fileprivate var kindName: String {
        switch self {
        case .classic: "classic"
        case .card: "card"
        case .blocks: "blocks"
        case .slots: "slots"
        case .balance: "balance"
        case .mirror: "mirror"
        case .alternating(let days): days.base.kindName
        }
    }
}
