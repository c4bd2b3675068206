import Broadcast
import Hummingbird
import Store
import Wire

/// `/api/search`, and `/api/smart-collections`: searches that are kept.
struct SearchRoutes: Sendable {
    let store: Store
    let moment: @Sendable () -> QueryMoment
    /// Called when what channels play may have changed.
    let changed: @Sendable () async -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("search", [.get: find])
        router.resource("smart-collections", [.get: list, .put: save, .delete: remove])
    }

    private func find(_ request: Request, _ context: TunerContext) async throws -> Response {
        let limit = try request.number("limit", 1...500, or: 50)
        let offset = try request.number("offset", 0...10_000_000, or: 0)
        let query = request.uri.queryParameters["q"].map(String.init) ?? ""
        let page = try await understood(as: "q") {
            try await store.search(query, at: moment(), limit: limit, offset: offset)
        }
        return Response([
            "items": .list(page.items.map(\.document)), "total": .number(page.total),
            "offset": .number(offset), "counted_up_to": .number(SearchPage.mostCounted),
        ])
    }

    private func list(_ request: Request, _ context: TunerContext) async throws -> Response {
        let all = try await store.smartCollections()
        return Response(page: all.map(\.document), total: all.count, offset: 0)
    }

    private func save(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(try await request.json(), known: ["name", "query"])
        let name = try fields.required("name", try fields.name("name", most: 200))
        let query = try fields.required("query", try fields.text("query", most: 2_000))
        let id = try await understood(as: "query") {
            try await store.saveSmartCollection(named: name, query: query, at: moment())
        }
        await changed()
        return Response(SmartCollection(id: id, name: name, query: query).document)
    }

    private func remove(_ request: Request, _ context: TunerContext) async throws -> Response {
        let name = request.uri.queryParameters["name"].map(String.init) ?? ""
        do {
            try await store.removeSmartCollection(named: name)
        } catch let error as SmartCollectionError {
            throw Problem(error)
        }
        await changed()
        return Response(empty: .noContent)
    }

    /// Mistakes in a query are the client's, with their column.
    private func understood<Result>(
        as field: String, _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch let error as QueryError {
            var problem = Problem(
                .unprocessableContent, error.message, remedy: error.remedy, field: field)
            problem.column = error.column
            throw problem
        }
    }
}

extension Problem {
    fileprivate init(_ error: SmartCollectionError) {
        switch error {
        case .noName:
            self.init(.unprocessableContent, error.message, remedy: error.remedy, field: "name")
        case .unknown: self.init(.notFound, error.message, remedy: error.remedy)
        case .inUse: self.init(.conflict, error.message, remedy: error.remedy)
        }
    }
}

extension SearchItem {
    /// The length in milliseconds.
    fileprivate var document: JSON {
        [
            "id": .number(Int(id.value)), "title": .text(title), "show": .optional(show),
            "season": .optional(season), "episode": .optional(episode), "year": .optional(year),
            "duration": .optional(duration.map { Int($0.inMicroseconds / 1_000) }),
            "state": .text(state.rawValue), "reason": .optional(reason),
            "library": .text(library), "path": .text(path),
        ]
    }
}

extension SmartCollection {
    fileprivate var document: JSON {
        ["id": .number(Int(id.value)), "name": .text(name), "query": .text(query)]
    }
}
