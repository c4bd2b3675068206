import Broadcast
import HTTPTypes
import Hummingbird
import Wire

/// `/api/settings` and `/api/restart`.
struct SettingRoutes: Sendable {
    let desk: SettingsDesk
    let restart: @Sendable () -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "settings",
            [
                .get: { _, _ in Response(editable: Self.document(await desk.entries())) },
                .patch: change,
            ])
        router.resource(
            "restart",
            [
                .post: { _, _ in
                    restart()
                    return Response(empty: .accepted)
                }
            ])
    }

    private func change(_ request: Request, _ context: TunerContext) async throws -> Response {
        let seen = try APIRequest.seen(request)
        let json = try await request.json()
        _ = try Fields(json, known: Settings.keys.map(\.name))
        guard case .object(let members) = json else { throw Problem.missing("setting") }
        var changes: [String: String?] = [:]
        for member in members {
            switch member.value {
            case .text(let text): changes[member.key] = text
            case .number(let number): changes[member.key] = "\(number)"
            case .flag(let flag): changes[member.key] = "\(flag)"
            case .absent: changes[member.key] = .some(nil)
            case .list, .object:
                throw Problem.invalid(
                    member.key, "is not a single value", "Send a text, a number, true or false.")
            }
        }
        let entries = try await desk.change(changes) {
            try APIRequest.check(seen, Self.document($0))
        }
        return Response(editable: Self.document(entries))
    }

    private static func document(_ entries: [SettingsDesk.Entry]) -> JSON {
        [
            "items": .list(entries.map(\.document)),
            "restart_needed": .flag(entries.contains(where: \.waits)),
        ]
    }
}

extension SettingsDesk.Entry {
    fileprivate var document: JSON {
        [
            "name": .text(key.name),
            "meaning": .text(key.meaning),
            "accepts": .text(key.accepts),
            "value": .text(value.description),
            "default": .text(fallback.description),
            "from": .text(origin.rawValue),
            "editable": .flag(isEditable),
            "waits": .flag(waits),
        ]
    }
}
