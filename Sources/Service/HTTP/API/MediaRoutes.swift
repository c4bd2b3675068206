import Broadcast
import Hummingbird
import Store
import Wire

/// `/api/media` and `/api/collections`: what schedules can draw from.
struct MediaRoutes: Sendable {
    let store: Store
    let now: @Sendable () -> AirTime

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("media", [.get: media])
        router.resource(
            "collections",
            [
                .get: { request, _ in
                    let offset = try request.number("offset", 0...1_000_000, or: 0)
                    let limit = try request.number("limit", 1...500, or: 100)
                    let all = try await store.collectionEntries(at: QueryMoment(now: now()))
                    return Response(
                        page: all.dropFirst(offset).prefix(limit).map(\.document),
                        total: all.count, offset: offset)
                }
            ])
    }

    private func media(_ request: Request, _ context: TunerContext) async throws -> Response {
        let query = request.uri.queryParameters
        let offset = try request.number("offset", 0...10_000_000, or: 0)
        let limit = try request.number("limit", 1...500, or: 100)
        var selection = MediaSelection()
        if query["source"] != nil {
            selection.source = .init(Int64(try request.number("source", 0...Int.max, or: 0)))
        }
        if let state = query["state"] {
            guard let known = MediaState(rawValue: String(state)) else {
                throw Problem.invalid(
                    "state", "is not one of the choices",
                    "It must be one of new, ok, missing, unplayable.")
            }
            selection.state = known
        }
        selection.text = query["q"].map { String($0.prefix(200)) }.flatMap { $0.isEmpty ? nil : $0 }
        let (entries, total) = try await store.media(selection, offset: offset, limit: limit)
        return Response(page: entries.map(\.document), total: total, offset: offset)
    }
}

extension MediaEntry {
    /// The length in milliseconds.
    fileprivate var document: JSON {
        [
            "id": .number(Int(id.value)),
            "source": .number(Int(source.value)),
            "title": .text(title),
            "show": .optional(show),
            "season": .optional(season),
            "episode": .optional(episode),
            "year": .optional(year),
            "path": .text(path),
            "state": .text(state.rawValue),
            "reason": .optional(reason),
            "duration": .optional(duration.map { Int($0.inMicroseconds / 1_000) }),
            "height": .optional(height),
        ]
    }
}

extension CollectionEntry {
    /// The length in seconds.
    fileprivate var document: JSON {
        [
            "id": .number(Int(id.value)),
            "name": .text(name),
            "source": .optional(source.map { Int($0.value) }),
            "folder": .optional(folder),
            "query": .optional(query),
            "items": .number(items),
            "length": .number(Int(length.components.seconds)),
        ]
    }
}
