import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// What people look at, and what their monitors read.
struct PageRoutes: Sendable {
    let observer: StationObserver
    let lineup: Lineup
    let files = PageFiles.shared

    func add(to router: Router<TunerContext>) {
        router.get("/") { _, context in
            let report = try await observer.report(base: context.base)
            let status = StatusPage(report: report, clock: .local)
            return page(frame(.home, report).document(status.main))
        }
        for place in PageFrame.Place.allCases where place != .home {
            router.get(RouterPath(place.rawValue)) { _, context in
                page(frame(place, try await observer.report(base: context.base)).scripted)
            }
        }
        router.get("channels/{id}") { _, context in
            page(frame(.channels, try await observer.report(base: context.base)).scripted)
        }
        router.get("page/{mark}/{name}") { request, context in try file(request, context) }
        router.get("icon.svg") { request, _ in try file(request, named: "icon.svg") }
        let api = router.group("api")
        api.resource(
            "openapi.yaml", [.get: { request, _ in try file(request, named: "openapi.yaml") }])
        api.resource(
            "status",
            [
                .get: { _, context in
                    Response(try await observer.report(base: context.base).document)
                }
            ])
        router.get("play/{channel}.m3u") { _, context in try await playlist(context) }
    }

    /// A playlist of one channel, which players open where browsers would not play the stream.
    private func playlist(_ context: TunerContext) async throws -> Response {
        let number = ChannelNumber(try context.parameters.require("channel"))
        guard let channel = try await lineup.current().first(where: { $0.number == number }) else {
            throw HTTPError(.notFound, message: "There is no such channel.")
        }
        let text =
            "#EXTM3U\n#EXTINF:-1,\(channel.name.onOneLine)\n"
            + "\(context.base)/auto/v\(channel.number)\n"
        return Response(
            ByteBuffer(string: text), type: ContentType.playlist,
            extra: [.contentDisposition: "attachment; filename=\"channel-\(channel.number).m3u\""])
    }

    private func frame(_ place: PageFrame.Place, _ report: StationReport) -> PageFrame {
        PageFrame(report: report, place: place, clock: .local, address: files.address)
    }

    private func page(_ document: HTML) -> Response {
        Response(
            ByteBuffer(string: document.markup), type: ContentType.page,
            extra: PageRoutes.headers)
    }

    /// Kept for ever under the address that this program gives; under another, only for now.
    private func file(_ request: Request, _ context: TunerContext) throws -> Response {
        var response = try file(request, named: try context.parameters.require("name"))
        if try context.parameters.require("mark") == files.fingerprint {
            response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        }
        return response
    }

    private func file(_ request: Request, named name: String) throws -> Response {
        guard let document = files[name] else { throw HTTPError(.notFound) }
        var response = GuideRoutes.reply(to: request, with: document)
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    /// Nothing but what this program serves is loaded, and no other site frames the page.
    private static let headers: HTTPFields = [
        .contentSecurityPolicy: "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        .known("Referrer-Policy"): "no-referrer",
    ]
}
