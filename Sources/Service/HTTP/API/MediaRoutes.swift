import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// `/api/media`: the files of the library, and what is said about each.
struct MediaRoutes: Sendable {
    let store: Store
    let artwork: ArtworkDesk
    /// Called when what channels play may be called otherwise.
    let changed: @Sendable () -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("media", [.get: media, .delete: forgetAll])
        router.resource("media/{id}", [.get: item, .patch: edit, .delete: forget])
        router.resource("media/{id}/artwork/{kind}", [.get: picture])
    }

    private func item(_ request: Request, _ context: TunerContext) async throws -> Response {
        guard let item = try await store.mediaItem(try Self.id(context)) else {
            throw Problem.missing("file")
        }
        return Response(editable: item.document)
    }

    private func edit(_ request: Request, _ context: TunerContext) async throws -> Response {
        let seen = try APIRequest.seen(request)
        let edit = try MediaEdit(try await request.json())
        let item = try await store.edit(try Self.id(context), with: Describer.describe) { item in
            try APIRequest.check(seen, item.document)
            var edits = item.edits
            try edit.apply(to: &edits)
            return edits
        }
        guard let item else { throw Problem.missing("file") }
        changed()
        return Response(editable: item.document)
    }

    private func forget(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try Self.id(context)
        guard let item = try await store.mediaItem(id) else { throw Problem.missing("file") }
        guard item.entry.state == .missing, try await store.forgetMissing(id) > 0 else {
            throw Problem(
                .conflict, "“\(item.entry.title)” is there, so the next scan would find it again.",
                remedy: "Remove the file itself, or its folder from the library.")
        }
        changed()
        return Response(empty: .noContent)
    }

    private func forgetAll(_ request: Request, _ context: TunerContext) async throws -> Response {
        guard request.uri.queryParameters["state"] == "missing" else {
            throw Problem.invalid(
                "state", "does not say which files", "Only missing ones can be forgotten.")
        }
        let count = try await store.forgetMissing()
        if count > 0 { changed() }
        return Response(["forgotten": .number(count)])
    }

    private func picture(_ request: Request, _ context: TunerContext) async throws -> Response {
        let kind = Sidecar.Artwork(rawValue: try context.parameters.require("kind"))
        guard let kind, let picture = try await artwork.picture(kind, of: try Self.id(context))
        else { throw Problem.missing("picture") }
        let mark = "\"\(picture.key)\""
        let headers: HTTPFields = [.eTag: mark, .cacheControl: "private, max-age=3600"]
        if request.headers[.ifNoneMatch] == mark {
            return Response(empty: .notModified, headers: headers)
        }
        var all = headers
        all[.contentType] = "image/jpeg"
        return Response(
            status: .ok, headers: all, body: .init(byteBuffer: ByteBuffer(bytes: picture.bytes)))
    }

    private static func id(_ context: TunerContext) throws -> Media.ID {
        Media.ID(try context.number("id", of: "file"))
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

extension MediaItem {
    /// The file with every field that is known, and who says it.
    fileprivate var document: JSON {
        let fields = MediaEdit.fields.compactMap { field -> JSON.Member? in
            let value = field.field.value(in: known.details)
            guard value != .absent else { return nil }
            let from = known.origins[field.origin]?.rawValue
            return JSON.Member(field.name, ["value": value, "from": .optional(from)])
        }
        guard case .object(let members) = entry.document else { return .object(fields) }
        return .object(members + [JSON.Member("details", .object(fields))])
    }
}
