import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// The documents that IPTV clients poll; rendered elsewhere, sent as they are kept.
struct GuideRoutes: Sendable {
    let guide: GuideCache

    func add(to router: Router<TunerContext>) {
        router.get("xmltv.xml") { request, _ in
            GuideRoutes.reply(to: request, with: try await guide.xmltv())
        }
        router.get("channels.m3u") { request, context in
            let mode = try mode(request)
            return GuideRoutes.reply(
                to: request, with: try await guide.m3u(base: context.base, mode: mode))
        }
    }

    private func mode(_ request: Request) throws -> ChannelsM3U.Mode {
        guard let wish = request.uri.queryParameters["mode"] else { return .ts }
        guard let mode = ChannelsM3U.Mode(rawValue: String(wish)) else {
            throw HTTPError(.badRequest, message: "A playlist's mode is “ts” or “hls”.")
        }
        return mode
    }

    /// The document in the form the client takes, or only the news that it has it already.
    static func reply(to request: Request, with document: CachedDocument) -> Response {
        let isPacked = accepts(gzip: request.headers[values: .acceptEncoding])
        let etag = isPacked ? document.etag.dropLast() + "-gz\"" : document.etag
        var headers: HTTPFields = [
            .eTag: etag, .vary: "Accept-Encoding", .cacheControl: "no-cache",
        ]
        if knows(etag, request.headers[values: .ifNoneMatch]) {
            var response = Response(empty: .notModified, headers: headers)
            response.headers[.contentLength] = nil
            return response
        }
        headers[.contentType] = document.contentType
        if isPacked { headers[.contentEncoding] = "gzip" }
        let body = isPacked ? packed(document) : plain(document)
        return Response(status: .ok, headers: headers, body: body)
    }

    private static func packed(_ document: CachedDocument) -> ResponseBody {
        ResponseBody(contentLength: document.gzippedLength) { writer in
            try await writer.write(contentsOf: document.gzipped)
            try await writer.finish(nil)
        }
    }

    private static func plain(_ document: CachedDocument) -> ResponseBody {
        ResponseBody(contentLength: document.length) { writer in
            for block in document.blocks { try await writer.write(block.inflated()) }
            try await writer.finish(nil)
        }
    }

    /// Whether a list such as `gzip;q=0.8, br` wants it.
    static func accepts(gzip values: [String]) -> Bool {
        values.joined(separator: ",").lowercased().split(separator: ",").contains { coding in
            let parts = coding.filter { $0 != " " }.split(separator: ";")
            let isRefused = parts.dropFirst().contains { $0 == "q=0" || $0.hasPrefix("q=0.000") }
            return (parts.first == "gzip" || parts.first == "*") && !isRefused
        }
    }

    private static func knows(_ etag: String, _ values: [String]) -> Bool {
        values.joined(separator: ",").split(separator: ",").contains { known in
            let known = known.filter { $0 != " " }
            return known == "*" || known == etag || known == "W/\(etag)"
        }
    }
}
