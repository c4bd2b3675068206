import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// What people look at, and what their monitors read.
struct PageRoutes: Sendable {
    let observer: StationObserver
    let lineup: Lineup

    func add(to router: Router<TunerContext>) {
        let style = "/page.css?\(Asset.style.fingerprint)"
        router.get("/") { _, context in
            let report = try await observer.report(base: context.base)
            let page = StatusPage(report: report, clock: .local, style: style)
            return Response(
                ByteBuffer(string: page.document.markup), type: ContentType.page,
                extra: PageRoutes.headers)
        }
        router.get("page.css") { _, _ in asset(.style, type: "text/css; charset=utf-8") }
        router.get("icon.svg") { _, _ in asset(.icon, type: "image/svg+xml") }
        router.get("api/status") { _, context in
            Response(try await observer.report(base: context.base).document)
        }
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

    private func asset(_ asset: Asset, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "public, max-age=31536000, immutable",
                .xContentTypeOptions: "nosniff",
            ], body: ResponseBody(byteBuffer: asset.bytes))
    }

    /// Nothing but what this program serves is loaded, and no other site frames the page.
    private static let headers: HTTPFields = [
        .contentSecurityPolicy: "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        .known("Referrer-Policy"): "no-referrer",
    ]
}
