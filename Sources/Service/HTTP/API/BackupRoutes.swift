import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// `/api/backups` and `/api/restore`.
struct BackupRoutes: Sendable {
    let desk: BackupDesk
    let restart: @Sendable () -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "backups",
            [
                .get: { _, _ in
                    let all = await desk.list()
                    return Response(page: all.map(\.document), total: all.count, offset: 0)
                },
                .post: { _, _ in
                    Response(try await desk.make().document, status: .created)
                },
            ])
        router.resource("backups/{name}", [.get: download])
        router.resource("restore", [.post: restore])
    }

    private func download(_ request: Request, _ context: TunerContext) async throws -> Response {
        let entry = try await entry(named: try context.parameters.require("name"))
        let body = ResponseBody(contentLength: entry.size) { [desk] writer in
            var sent = 0
            while sent < entry.size {
                let bytes = try await desk.bytes(of: entry, from: sent)
                if bytes.readableBytes == 0 { break }
                sent += bytes.readableBytes
                try await writer.write(bytes)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/gzip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(entry.backup.name)\"",
            ], body: body)
    }

    /// Checks a kept backup, or the one in the body, and restarts into it.
    private func restore(_ request: Request, _ context: TunerContext) async throws -> Response {
        let type = request.headers[.contentType]?.split(separator: ";").first.map {
            $0.lowercased()
        }
        do {
            if type == "application/gzip" {
                try await desk.restore(arriving: request.body)
            } else {
                let fields = try Fields(try await request.json(), known: ["backup"])
                let name = try fields.required("backup", try fields.name("backup"))
                try await desk.restore(try await entry(named: name).backup)
            }
        } catch let error as BackupError {
            guard case .damaged = error else { throw error }
            throw Problem(.unprocessableContent, error.message, remedy: error.remedy)
        } catch let error as StoreError {
            switch error {
            case .newer, .foreign:
                throw Problem(.unprocessableContent, error.message, remedy: error.remedy)
            default: throw error
            }
        }
        restart()
        return Response(empty: .accepted)
    }

    private func entry(named name: String) async throws -> BackupDesk.Entry {
        guard let entry = await desk.entry(named: name) else { throw Problem.missing("backup") }
        return entry
    }
}

extension BackupDesk.Entry {
    fileprivate var document: JSON {
        [
            "name": .text(backup.name), "made": .number(Int(backup.made.seconds)),
            "size": .number(size),
        ]
    }
}
