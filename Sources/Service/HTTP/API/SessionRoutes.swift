import Broadcast
import Hummingbird
import Wire

/// `/api/sessions`: who watches what.
struct SessionRoutes: Sendable {
    let tuners: any Tuners

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "sessions",
            [
                .get: { _, _ in
                    let sessions = await tuners.snapshot().map(\.document)
                    return Response(page: sessions, total: sessions.count, offset: 0)
                }
            ])
        router.resource(
            "sessions/{id}",
            [
                .delete: { _, context in
                    let id = try context.number("id", of: "session")
                    guard await tuners.kick(Session.ID(Int(id))) else {
                        throw Problem.missing("session")
                    }
                    return Response(empty: .noContent)
                }
            ])
    }
}
