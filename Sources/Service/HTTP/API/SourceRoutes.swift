import Broadcast
import HTTPTypes
import Hummingbird
import NIOPosix
import Store
import Wire

/// `/api/sources`, `/api/folders`, `/api/collections` and `/api/media`: what there is to play.
struct SourceRoutes: Sendable {
    let store: Store
    let library: Library

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("sources", [.get: list, .post: create])
        router.resource(
            "sources/{id}",
            [
                .get: { _, context in Response(try await document(of: try source(context))) },
                .delete: remove,
            ])
        router.resource(
            "sources/{id}/scan",
            [
                .post: { _, context in
                    await library.rescan(try await source(context).id)
                    return Response(library.progress.document, status: .accepted)
                }
            ])
        router.resource(
            "scan",
            [
                .get: { _, _ in Response(library.progress.document) },
                .delete: { _, _ in
                    await library.cancelScan()
                    return Response(empty: .noContent)
                },
            ])
        router.resource("folders", [.get: folders])
    }

    private func list(_ request: Request, _ context: TunerContext) async throws -> Response {
        var items: [JSON] = []
        for source in try await store.sources() { items.append(try await document(of: source)) }
        return Response(page: items, total: items.count, offset: 0)
    }

    private func create(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(
            try await request.json(), known: ["location", "name", "make_channels"])
        let location = try fields.required("location", fields.text("location", most: 4_000))
        let path = try await NIOThreadPool.singleton.runIfActive {
            Result { () throws(Problem) in try FolderChoice.check(location) }
        }.get()
        let name = try fields.name("name") ?? path.split(separator: "/").last.map(String.init)
        let added = try await library.add(
            SourceDraft(kind: .folder, location: path, name: name ?? path),
            makesChannels: try fields.flag("make_channels") ?? true)
        guard let added else {
            throw Problem(
                .conflict, "This folder is in the library already.",
                remedy: "Choose another folder, or look through this one again.",
                field: "location")
        }
        return Response(
            try await document(of: added), status: .created,
            extra: [.location: "/api/sources/\(added.id.value)"])
    }

    private func remove(_ request: Request, _ context: TunerContext) async throws -> Response {
        let source = try await source(context)
        guard source.isOwned else {
            throw Problem(
                .conflict, "This source was not added on the page.",
                remedy: source.kind == .demo
                    ? "It goes when you add a folder of your own."
                    : "Take it out of library.folders in the configuration file.")
        }
        try await library.remove(source.id)
        return Response(empty: .noContent)
    }

    /// The folders of a folder of this machine, for choosing one.
    private func folders(_ request: Request, _ context: TunerContext) async throws -> Response {
        let path = request.uri.queryParameters["path"].map(String.init) ?? "/"
        let listing = try await NIOThreadPool.singleton.runIfActive {
            Result { () throws(Problem) in try FolderChoice.list(path) }
        }.get()
        return Response(listing)
    }

    private func source(_ context: TunerContext) async throws -> LibrarySource {
        let id = try context.number("id", of: "source")
        guard let source = try await store.sources().first(where: { $0.id.value == id }) else {
            throw Problem.missing("source")
        }
        return source
    }

    private func document(of source: LibrarySource) async throws -> JSON {
        let counts = try await store.mediaCounts(of: source.id)
        let progress = library.progress
        return [
            "id": .number(Int(source.id.value)),
            "kind": .text(source.kind.rawValue),
            "name": .text(source.name),
            "location": .text(source.location),
            "removable": .flag(source.isOwned),
            "make_channels": .flag(source.makesChannels),
            "playable": .number(counts[.ok] ?? 0),
            "unplayable": .number(counts[.unplayable] ?? 0),
            "missing": .number(counts[.missing] ?? 0),
            "waiting": .number(counts[.new] ?? 0),
            "problem": .optional(source.problem),
            "scanning": .flag(progress.phase != .idle && progress.source == source.name),
        ]
    }
}

extension ScanProgress {
    /// `/api/scan`: how far the scan is, or how the last one ended.
    var document: JSON {
        [
            "phase": .text(phase.rawValue),
            "source": .optional(source),
            "started": .optional(started.map { Int($0.seconds) }),
            "finished": .optional(finished.map { Int($0.seconds) }),
            "found": .number(found),
            "new": .number(new),
            "changed": .number(changed),
            "missing": .number(missing),
            "probed": .number(probed),
            "failed": .number(failed),
            "waiting": .number(waiting),
            "skipped": .list(
                skipped.map { ["path": .text($0.path), "reason": .text($0.reason)] }),
            "problems": .list(problems.map(JSON.text)),
        ]
    }
}
