import HTTPTypes
import Hummingbird
import Wire

/// `/api/events`: server-sent events.
struct EventRoutes: Sendable {
    let feed: EventFeed

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("events", [.get: listen])
    }

    private func listen(_ request: Request, _ context: TunerContext) async throws -> Response {
        guard let (id, events) = await feed.listen() else {
            throw Problem(
                .serviceUnavailable, "Too many pages are open.", remedy: "Close some of them.",
                headers: [.retryAfter: "30"])
        }
        context.connection.onClose { Task { await feed.leave(id) } }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                do {
                    for await event in events { try await writer.write(event) }
                } catch {
                    await feed.leave(id)
                    throw error
                }
                await feed.leave(id)
                try await writer.finish(nil)
            })
    }
}
