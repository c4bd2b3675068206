extension Store {
    /// A value that is kept for ever, such as the tuner's device id.
    public func setting(_ key: String) async throws -> String? {
        try await read { database in
            try database.first("SELECT value FROM settings WHERE key = ?1", [key]) {
                (row) throws(StoreError) in try row[0]
            }
        }
    }

    /// The values of all keys that begin with `prefix`, by the rest of the key.
    public func settings(under prefix: String) async throws -> [String: String] {
        try await read { database in
            let rows = try database.query(
                "SELECT key, value FROM settings WHERE substr(key, 1, ?2) = ?1",
                [prefix, prefix.unicodeScalars.count]
            ) { (row) throws(StoreError) -> (String, String) in (try row[0], try row[1]) }
            return Dictionary(rows.map { (String($0.0.dropFirst(prefix.count)), $0.1) }) { $1 }
        }
    }

    /// Sets several keys at once; `nil` removes a key.
    public func set(_ values: [String: String?], under prefix: String) async throws {
        try await write { database in
            for (key, value) in values { try database.set(prefix + key, to: value) }
        }
    }

    /// - Parameter value: `nil` removes the key.
    public func set(_ key: String, to value: String?) async throws {
        try await write { try $0.set(key, to: value) }
    }

    /// The value that is kept under `key`; the first caller's `make` decides it, once for ever.
    public func setting(_ key: String, orMake make: @Sendable () -> String) async throws -> String {
        if let known = try await setting(key) { return known }
        return try await write { database in
            try database.execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
                [key, make()])
            return try database.first("SELECT value FROM settings WHERE key = ?1", [key]) {
                (row) throws(StoreError) -> String in try row[0]
            } ?? ""
        }
    }
}

extension Database {
    fileprivate func set(_ key: String, to value: String?) throws(StoreError) {
        guard let value else {
            try execute("DELETE FROM settings WHERE key = ?1", [key])
            return
        }
        try execute(
            """
            INSERT INTO settings (key, value) VALUES (?1, ?2)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """, [key, value])
    }
}
