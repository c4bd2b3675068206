import Broadcast
import HTTPTypes
import Hummingbird
import Store
import Wire

/// `/api/session`, `/api/password` and `/api/tokens`: who may change things.
struct LoginRoutes: Sendable {
    let login: Login
    let store: Store

    /// What works without being the owner.
    func addOpen(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "session",
            [
                .get: standing, .post: signIn,
                .delete: { request, _ in
                    if let key = LoginGuard.key(of: request) { try await login.signOut(key) }
                    return Response(
                        empty: .noContent, headers: [.setCookie: cookie("", seconds: 0)])
                },
            ])
    }

    private func standing(_ request: Request, _ context: TunerContext) async throws -> Response {
        let standing = try await login.standing(with: LoginGuard.key(of: request))
        let isOwner = standing == .owner || standing == .unclaimed && context.connection.isLocal
        return Response(["claimed": .flag(standing != .unclaimed), "owner": .flag(isOwner)])
    }

    private func signIn(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(try await request.json(), known: ["password"])
        let password = try fields.required(
            "password", fields.text("password", most: Password.length.upperBound))
        return signedIn(try await login.signIn(password, from: context.peer))
    }

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("password", [.put: setPassword])
        router.resource(
            "tokens",
            [
                .get: { _, _ in
                    let tokens = try await store.tokens()
                    return Response(page: tokens.map(\.document), total: tokens.count, offset: 0)
                },
                .post: makeToken,
            ])
        router.resource(
            "tokens/{id}",
            [
                .delete: { _, context in
                    let id = try context.number("id", of: "token")
                    guard try await store.removeKey(id, .token) else {
                        throw Problem.missing("token")
                    }
                    return Response(empty: .noContent)
                }
            ])
    }

    private func setPassword(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(try await request.json(), known: ["password", "current"])
        let most = Password.length.upperBound
        let password = try fields.required("password", fields.text("password", most: most))
        guard password.count >= Password.length.lowerBound, !password.utf8.contains(0) else {
            throw Problem.invalid(
                "password", "is too short",
                "Use at least \(Password.length.lowerBound) characters; several words are best.")
        }
        let current = try fields.text("current", most: most)
        return signedIn(
            try await login.setPassword(password, current: current, from: context.peer))
    }

    private func makeToken(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(try await request.json(), known: ["name"])
        let name = try fields.required("name", fields.name("name"))
        let (entry, key) = try await login.makeToken(named: name)
        guard case .object(let members) = entry.document else { throw Problem.missing("token") }
        return Response(
            .object(members + [JSON.Member("token", .text(key))]), status: .created)
    }

    private func signedIn(_ key: String) -> Response {
        Response(
            empty: .noContent, headers: [.setCookie: cookie(key, seconds: 30 * 86_400)])
    }

    /// Sent to this very host only, and out of the reach of scripts.
    private func cookie(_ key: String, seconds: Int) -> String {
        "\(LoginGuard.cookie)=\(key); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
    }
}

extension AccessKey {
    fileprivate var document: JSON {
        [
            "id": .number(Int(id)), "name": .text(name), "made": .number(Int(made.seconds)),
        ]
    }
}
