import Broadcast
import HTTPTypes
import Hummingbird
import Store
import Wire

/// `/api/channels/{id}/skip`: leaves a programme before its end.
struct SkipRoutes: Sendable {
    let store: Store
    let keeper: TimelineKeeper
    /// How much ahead of now a stream has been made already.
    let notice: Duration

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("channels/{id}/skip", [.post: skip])
    }

    private func skip(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try ChannelRoutes.id(context)
        let fields = try Fields(try await request.json(), known: ["at"])
        let wish = try fields.number("at", 0...4_102_444_800)
        let next: PlayoutItem?
        do {
            next = try await keeper.skip(
                id, at: wish.map { AirTime(seconds: Int64($0)) }, notice: notice)
        } catch let error as SkipError {
            let isInvalid = error == .notAhead
            throw Problem(
                isInvalid ? .unprocessableContent : .conflict, error.message,
                remedy: error.remedy, field: isInvalid ? "at" : nil)
        }
        guard let next else { throw Problem.missing("channel") }
        let titles = try await store.titles(of: Set([next.media].compactMap(\.self)))
        return Response([
            "at": .number(Int(next.start.seconds)),
            "finish": .number(Int(next.finish.seconds)),
            "title": .text(
                Guide.title(next.title ?? next.media.flatMap { titles[$0] }, or: Guide.offAir)),
        ])
    }
}
