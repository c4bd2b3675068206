import Broadcast
import HTTPTypes
import Hummingbird
import Store
import Wire

/// `/api/collections`: what schedules draw from; those that the owner puts together are edited here.
struct CollectionRoutes: Sendable {
    let store: Store
    let moment: @Sendable () -> QueryMoment
    /// Called when what channels play may have changed.
    let changed: @Sendable () -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("collections", [.get: list, .post: create])
        router.resource(
            "collections/{id}",
            [
                .get: { _, context in
                    guard let own = try await store.ownCollection(try Self.id(context)) else {
                        throw Self.missing
                    }
                    return Response(editable: own.document)
                },
                .put: replace, .delete: remove,
            ])
        router.resource("collections/{id}/items", [.get: items])
    }

    private func list(_ request: Request, _ context: TunerContext) async throws -> Response {
        let offset = try request.number("offset", 0...1_000_000, or: 0)
        let limit = try request.number("limit", 1...500, or: 100)
        let all = try await store.collectionEntries(at: moment())
        return Response(
            page: all.dropFirst(offset).prefix(limit).map(\.document), total: all.count,
            offset: offset)
    }

    private func items(_ request: Request, _ context: TunerContext) async throws -> Response {
        let offset = try request.number("offset", 0...10_000_000, or: 0)
        let limit = try request.number("limit", 1...500, or: 100)
        let id = try Self.id(context)
        guard try await store.collectionIDs().contains(id),
            let collection = try await store.collection(id, at: moment())
        else { throw Problem.missing("collection") }
        return Response(
            page: collection.items.dropFirst(offset).prefix(limit).map(\.document),
            total: collection.items.count, offset: offset)
    }

    private func create(_ request: Request, _ context: TunerContext) async throws -> Response {
        let (name, mix) = try await body(of: request)
        let own = try await understood { try await store.addOwnCollection(named: name, mix) }
        return Response(
            editable: own.document, status: .created,
            extra: [.location: "/api/collections/\(own.id)"])
    }

    private func replace(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try Self.id(context)
        let seen = try APIRequest.seen(request)
        let (name, mix) = try await body(of: request)
        let own = try await understood {
            try await store.change(id) { own in
                try APIRequest.check(seen, own.document)
                own.name = name
                own.mix = mix
            }
        }
        guard let own else { throw Self.missing }
        changed()
        return Response(editable: own.document)
    }

    private func remove(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try Self.id(context)
        let seen = try APIRequest.seen(request)
        let found = try await understood {
            try await store.removeOwnCollection(id) { try APIRequest.check(seen, $0.document) }
        }
        guard found else { throw Self.missing }
        return Response(empty: .noContent)
    }
}

extension CollectionRoutes {
    private static let missing = Problem.missing("collection that can be edited")

    private static func id(_ context: TunerContext) throws -> MediaCollection.ID {
        .init(try context.number("id", of: "collection"))
    }

    /// `{"name", "mix"}`, the mix as plan documents write it.
    private func body(of request: Request) async throws -> (String, MediaMix) {
        let fields = try Fields(try await request.json(), known: ["name", "mix"])
        let name = try fields.required("name", try fields.name("name", most: 200))
        let mix = try fields.required("mix", fields["mix"])
        guard case .object(let members) = mix, members.count == 1 else {
            throw Problem.invalid(
                "mix", "is not one kind of collection",
                "Send an object with one of \(MediaMix.kinds.joined(separator: ", ")).")
        }
        let known = try await store.collectionIDs()
        return (
            name,
            try mix.asPlan(at: "mix") { node throws(PlanError) in
                try MediaMix(node, collections: known)
            }
        )
    }

    private func understood<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error as OwnCollectionError {
            switch error {
            case .taken:
                throw Problem(.conflict, error.message, remedy: error.remedy, field: "name")
            case .inUse: throw Problem(.conflict, error.message, remedy: error.remedy)
            case .noFile, .noCollection, .cycle, .tooDeep:
                throw Problem(
                    .unprocessableContent, error.message, remedy: error.remedy, field: "mix")
            }
        }
    }
}

extension OwnCollection {
    fileprivate var document: JSON {
        ["id": .number(Int(id.value)), "name": .text(name), "mix": mix.document]
    }
}

extension MediaMix {
    /// As plan documents write it.
    fileprivate var document: JSON {
        switch self {
        case .list(let media): ["media": .list(media.map { .number(Int($0.value)) })]
        case .playlist(let entries): ["playlist": .list(entries.map(\.document))]
        case .multi(let members): ["multi": .list(members.map { .number(Int($0.value)) })]
        case .marathon(let marathon): ["marathon": marathon.document]
        case .rerun(let original): ["rerun": .number(Int(original.value))]
        }
    }
}

extension MediaMix.Entry {
    fileprivate var document: JSON {
        let (key, id) =
            switch content {
            case .collection(let id): ("collection", id.value)
            case .media(let id): ("media", id.value)
            }
        let turn = count.map { JSON.Member("count", .number($0)) }
        return .object([
            JSON.Member(key, .number(Int(id))), turn ?? JSON.Member("play_all", .flag(true)),
            JSON.Member("in_guide", .flag(isShown)),
        ])
    }
}

extension MediaMix.Marathon {
    fileprivate var document: JSON {
        [
            "collection": .number(Int(collection.value)), "group_by": .text(grouping.rawValue),
            "order": .text(order.rawValue), "count": .optional(count),
            "shuffle_groups": .flag(shufflesGroups),
        ]
    }
}

extension Playable {
    /// The length in milliseconds.
    fileprivate var document: JSON {
        [
            "media": .number(Int(id.value)), "title": .text(title), "show": .optional(show),
            "season": .optional(season), "episode": .optional(episode),
            "duration": .number(Int(duration.inMicroseconds / 1_000)),
            "missing": .flag(isMissing), "in_guide": .flag(isShown),
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
            "own": .flag(isOwn),
            "items": .number(items),
            "length": .number(Int(length.components.seconds)),
        ]
    }
}
