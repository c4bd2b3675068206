import HTTPTypes
import Hummingbird
import Wire

/// Refuses requests that another site's page, or a name that leads here by deceit, makes a browser
/// send. Tuner, guide and playlist may be read under any name; page and API may not.
struct OriginGuard: RouterMiddleware {
    typealias Context = TunerContext

    func handle(
        _ request: Request, context: TunerContext,
        next: (Request, TunerContext) async throws -> Response
    ) async throws -> Response {
        guard OriginGuard.isFree(request) || OriginGuard.admits(request) else {
            throw HTTPError(.forbidden, message: "This request comes from another site.")
        }
        return try await next(request, context)
    }

    private static func isFree(_ request: Request) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        return request.uri.path != "/" && !request.uri.path.hasPrefix("/api/")
            || request.headers[.origin] == nil
                && request.head.authority.map(isOurs) ?? true
    }

    private static func admits(_ request: Request) -> Bool {
        guard let host = request.head.authority else { return request.headers[.origin] == nil }
        return isOurs(host: host)
            && isSame(origin: request.headers[.origin], host: host)
            && request.headers[.fetchSite].map { $0 != "cross-site" } ?? true
    }

    /// A literal address, `localhost`, or a name of the local network, which no foreign DNS can
    /// hand out: `.local`, `.home.arpa`, or one without any dot.
    static func isOurs(host: String) -> Bool {
        let name = withoutPort(host).lowercased()
        if IPAddress(name) != nil { return true }
        guard !name.isEmpty, name.utf8.allSatisfy(isLetter) else { return false }
        return !name.contains(".") || name.hasSuffix(".local") || name.hasSuffix(".home.arpa")
    }

    /// Whether `origin`, if there is one, is the page of this very host and port.
    static func isSame(origin: String?, host: String) -> Bool {
        guard let origin else { return true }
        return origin.lowercased() == "http://\(host.lowercased())"
    }

    private static func withoutPort(_ host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            return String(host[host.index(after: host.startIndex)..<end])
        }
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : host
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
    }
}

extension HTTPField.Name {
    fileprivate static let fetchSite = known("Sec-Fetch-Site")
}
