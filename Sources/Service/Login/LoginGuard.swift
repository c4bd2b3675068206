import HTTPTypes
import Hummingbird
import Wire

/// Lets the owner in, and nobody else once there is a password.
struct LoginGuard: RouterMiddleware {
    typealias Context = TunerContext

    let login: Login

    func handle(
        _ request: Request, context: TunerContext,
        next: (Request, TunerContext) async throws -> Response
    ) async throws -> Response {
        switch try await login.standing(with: Self.key(of: request)) {
        case .owner: break
        case .unclaimed:
            guard context.connection.isLocal else {
                throw Problem(
                    .forbidden, "This station has no password yet, and you are not in its network.",
                    remedy: "Open its page from a machine in the same network, and set one.")
            }
        case .stranger:
            throw Problem(
                .unauthorized, "This needs the owner's password.",
                remedy: "Sign in, or send a token as “Authorization: Bearer …”.",
                headers: [.wwwAuthenticate: "Bearer"])
        }
        return try await next(request, context)
    }

    static let cookie = "exstreamtv"

    /// A script's token or a browser's cookie.
    static func key(of request: Request) -> String? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1]).trimmed
        }
        let cookies = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }
        for pair in cookies.map({ String($0).trimmed }) where pair.hasPrefix("\(cookie)=") {
            return String(pair.dropFirst(cookie.count + 1))
        }
        return nil
    }
}

extension Connection {
    /// Whether the client is in this machine's own network, as far as addresses tell.
    var isLocal: Bool {
        let bytes = peer.bytes
        if peer.isLoopback || peer.isLinkLocal { return true }
        if peer.isVersion6 {
            return bytes[0] & 0xFE == 0xFC || peer.shares(prefix: 64, with: address)
        }
        return bytes[0] == 10 || bytes[0] == 172 && bytes[1] & 0xF0 == 16
            || bytes[0] == 192 && bytes[1] == 168
    }
}
