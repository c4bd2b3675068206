public import Broadcast

/// A random key that opens the API, as the store knows it: without the key.
public struct AccessKey: Equatable, Sendable, Identifiable {
    public enum Kind: String, Sendable {
        /// A browser's, after it gave the password.
        case session
        /// A script's, until it is taken back.
        case token
    }

    public let id: Int64
    public let kind: Kind
    /// For the owner, to tell it from others.
    public let name: String
    public let made: AirTime
    /// `nil` for never.
    public let expires: AirTime?
}

extension Store {
    /// Keeps a key by its digest. Of the sessions the newest hundred are kept.
    public func addKey(
        _ digest: String, _ kind: AccessKey.Kind, name: String, made: AirTime, expires: AirTime?
    ) async throws -> AccessKey {
        try await write { database in
            let id: Int64? = try database.first(
                """
                INSERT INTO access_keys (digest, kind, name, made, expires)
                VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id
                """, [digest, kind.rawValue, name, made, expires]
            ) { (row) throws(StoreError) in try row[0] }
            guard let id else { throw StoreError.unreadable("a new key has no id") }
            try database.execute(
                """
                DELETE FROM access_keys WHERE kind = 'session' AND (expires <= ?1 OR id NOT IN
                    (SELECT id FROM access_keys WHERE kind = 'session' ORDER BY id DESC LIMIT 100))
                """, [made])
            return AccessKey(id: id, kind: kind, name: name, made: made, expires: expires)
        }
    }

    /// The key with this digest, unless it has expired.
    public func key(_ digest: String, at now: AirTime) async throws -> AccessKey? {
        try await read { database in
            try database.first(
                "\(AccessKey.selection) WHERE digest = ?1 AND (expires IS NULL OR expires > ?2)",
                [digest, now], AccessKey.init)
        }
    }

    /// The scripts' keys, oldest first.
    public func tokens() async throws -> [AccessKey] {
        try await read {
            try $0.query(
                "\(AccessKey.selection) WHERE kind = 'token' ORDER BY id", [], AccessKey.init)
        }
    }

    /// - Returns: whether there was such a key.
    public func removeKey(_ id: Int64, _ kind: AccessKey.Kind) async throws -> Bool {
        try await write {
            try $0.execute(
                "DELETE FROM access_keys WHERE id = ?1 AND kind = ?2", [id, kind.rawValue]) > 0
        }
    }

    /// Signs every browser out.
    public func removeSessions() async throws {
        try await write { try $0.execute("DELETE FROM access_keys WHERE kind = 'session'", []) }
    }
}

extension AccessKey {
    static let selection = "SELECT id, kind, name, made, expires FROM access_keys"

    init(_ row: Row) throws(StoreError) {
        let kind: String = try row[1]
        guard let kind = Kind(rawValue: kind) else {
            throw .unreadable("a key of the kind “\(kind)”")
        }
        self.init(
            id: try row[0], kind: kind, name: try row[2], made: try row[3], expires: try row[4])
    }
}
