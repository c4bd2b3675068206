import Broadcast
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// `/api/search`, and `/api/smart-collections`: searches that are kept.
struct SearchRoutes: Sendable {
    let store: Store
    let moment: @Sendable () -> QueryMoment
    /// Called when what channels play may have changed.
    let changed: @Sendable () -> Void

    private static let longestBody = 65_536

    func add(to router: some RouterMethods<TunerContext>) {
        router.get("api/search") { request, _ in try await explained { try await find(request) } }
        router.get("api/details") { request, _ in try await details(request) }
        router.get("api/smart-collections") { _, _ in
            Response(.list(try await store.smartCollections().map(\.document)))
        }
        router.put("api/smart-collections") { request, _ in
            try await explained { try await save(request) }
        }
        router.delete("api/smart-collections") { request, _ in
            try await explained { try await remove(request) }
        }
    }

    private func find(_ request: Request) async throws -> Response {
        let parameters = request.uri.queryParameters
        let limit = parameters["limit"].flatMap { Int($0) } ?? 50
        let offset = parameters["offset"].flatMap { Int($0) } ?? 0
        let page = try await store.search(
            parameters["q"].map(String.init) ?? "", at: moment(), limit: limit, offset: offset)
        return Response([
            "total": .number(page.total), "counted_up_to": .number(SearchPage.mostCounted),
            "items": .list(page.items.map(\.document)),
        ])
    }

    /// What is known of a file and where each field comes from.
    private func details(_ request: Request) async throws -> Response {
        let id = request.uri.queryParameters["id"].flatMap { Int64($0) } ?? 0
        guard let merged = try await store.details(of: Media.ID(id)) else {
            throw HTTPError(.notFound, message: "Nothing but its name is known of that file.")
        }
        return Response(
            ByteBuffer(bytes: try JSONLine.encode(merged)), type: ContentType.json)
    }

    /// What a smart collection is to be.
    private struct Wanted: Decodable {
        let name: String
        let query: String
    }

    private func save(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.longestBody)
        guard
            let wanted = try? JSONDecoder().decode(Wanted.self, from: Data(body.readableBytesView))
        else {
            throw HTTPError(.badRequest, message: "The body must be {\"name\": …, \"query\": …}.")
        }
        let id = try await store.saveSmartCollection(
            named: wanted.name, query: wanted.query, at: moment())
        changed()
        return Response(["id": .number(Int(id.value))])
    }

    private func remove(_ request: Request) async throws -> Response {
        let name = request.uri.queryParameters["name"].map(String.init) ?? ""
        try await store.removeSmartCollection(named: name)
        changed()
        return Response(empty: .noContent)
    }

    /// Mistakes in a query are the client's, with their column.
    private func explained(_ answer: () async throws -> Response) async throws -> Response {
        do {
            return try await answer()
        } catch let error as QueryError {
            return Response(
                [
                    "error": .text(error.message), "remedy": .text(error.remedy),
                    "column": .number(error.column),
                ], status: .badRequest)
        } catch let error as SmartCollectionError {
            let status: HTTPResponse.Status =
                switch error {
                case .noName: .badRequest
                case .unknown: .notFound
                case .inUse: .conflict
                }
            return Response(
                ["error": .text(error.message), "remedy": .text(error.remedy)], status: status)
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
            "state": .text(state.rawValue), "library": .text(library), "path": .text(path),
        ]
    }
}

extension SmartCollection {
    fileprivate var document: JSON {
        ["id": .number(Int(id.value)), "name": .text(name), "query": .text(query)]
    }
}
