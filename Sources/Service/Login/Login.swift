import Broadcast
import HTTPTypes
import Store
import Wire

/// The owner's password, and the keys that stand for it in browsers and scripts.
///
/// Until there is a password, everybody in the local network is the owner.
actor Login {
    enum Standing: Equatable {
        /// There is no password yet.
        case unclaimed
        /// Came with a key that holds.
        case owner
        case stranger
    }

    private static let passwordKey = "owner.password"
    private static let sessionLength = Duration.hours(30 * 24)

    private let store: Store
    private let clock: AirClock
    private let now: @Sendable () -> AirTime
    private var password: String?
    private var isKnown = false
    private var limiter = FailureLimiter()
    private var isHashing = false

    init(store: Store, clock: AirClock, now: @escaping @Sendable () -> AirTime) {
        self.store = store
        self.clock = clock
        self.now = now
    }

    func standing(with key: String?) async throws -> Standing {
        guard try await hash() != nil else { return .unclaimed }
        guard let key, try await store.key(digest(of: key), at: now()) != nil else {
            return .stranger
        }
        return .owner
    }

    /// - Returns: a browser's key.
    /// - Throws: ``Problem`` if the password is wrong, or tries come too fast.
    func signIn(_ password: String, from peer: String) async throws -> String {
        guard let hash = try await hash() else {
            throw Problem(
                .conflict, "There is no password yet.", remedy: "Set one with PUT /api/password.")
        }
        try await check(password, hash, field: "password", peer)
        return try await makeKey(.session, name: peer, for: Self.sessionLength).key
    }

    /// Sets or replaces the password, and signs every browser out.
    ///
    /// - Returns: a new key for the browser that did it.
    func setPassword(_ new: String, current: String?, from peer: String) async throws -> String {
        if let hash = try await hash() {
            try await check(current ?? "", hash, field: "current", peer)
        }
        let before = password
        guard let made = try await hashed({ try await Password.hash(new) }) else {
            throw Problem(
                .serviceUnavailable, "Passwords cannot be kept, as libcrypt.so.1 is missing.",
                remedy: "Install the package libcrypt1.")
        }
        guard password == before else {
            throw Problem(
                .conflict, "Somebody else has set the password at the same moment.",
                remedy: "Sign in with it; if it was not you, look who else is in your network.")
        }
        password = made
        do {
            try await store.set(Self.passwordKey, to: made)
        } catch {
            password = before
            throw error
        }
        try await store.removeSessions()
        return try await makeKey(.session, name: peer, for: Self.sessionLength).key
    }

    func signOut(_ key: String) async throws {
        guard let known = try await store.key(digest(of: key), at: now()) else { return }
        _ = try await store.removeKey(known.id, .session)
    }

    /// A key for a script, which nobody can read again.
    func makeToken(named name: String) async throws -> (entry: AccessKey, key: String) {
        try await makeKey(.token, name: name, for: nil)
    }
}

extension Login {
    private func hash() async throws -> String? {
        guard !isKnown else { return password }
        let stored = try await store.setting(Self.passwordKey)
        if !isKnown {
            password = stored
            isKnown = true
        }
        return password
    }

    private func check(
        _ password: String, _ hash: String, field: String, _ peer: String
    ) async throws {
        if let wait = limiter.wait(of: peer, at: clock.instant) { throw tooMany(wait) }
        let isRight = try await hashed { try await Password.matches(password, hash) }
        guard isRight else {
            limiter.failed(peer, at: clock.instant)
            throw Problem(
                .forbidden, "The password is wrong.",
                remedy: "Type it again; capital letters matter.", field: field)
        }
        limiter.succeeded(peer)
    }

    /// One at a time, as each takes memory.
    private func hashed<Result: Sendable>(
        _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        guard !isHashing else { throw tooMany(.seconds(1)) }
        isHashing = true
        defer { isHashing = false }
        return try await work()
    }

    private func tooMany(_ wait: Duration) -> Problem {
        let seconds = Int(wait.components.seconds) + 1
        return Problem(
            .tooManyRequests, "Passwords are tried too fast.",
            remedy: "Wait \(Count(seconds, "second").text).", headers: [.retryAfter: "\(seconds)"])
    }

    private func makeKey(
        _ kind: AccessKey.Kind, name: String, for length: Duration?
    ) async throws -> (entry: AccessKey, key: String) {
        let key = (0..<4).map { _ in
            let part = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - part.count) + part
        }.joined()
        let made = now()
        let entry = try await store.addKey(
            digest(of: key), kind, name: name, made: made, expires: length.map { made + $0 })
        return (entry, key)
    }

    private nonisolated func digest(of key: String) -> String {
        SHA256.digest(key.utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
