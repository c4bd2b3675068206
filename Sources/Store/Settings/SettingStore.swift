extension Store {
    /// A value that is kept for ever, such as the tuner's device id.
    public func setting(_ key: String) async throws -> String? {
        try await read { database in
            try database.first("SELECT value FROM settings WHERE key = ?1", [key]) {
                (row) throws(StoreError) in try row[0]
            }
        }
    }

    /// - Parameter value: `nil` removes the key.
    public func set(_ key: String, to value: String?) async throws {
        try await write { database in
            guard let value else {
                try database.execute("DELETE FROM settings WHERE key = ?1", [key])
                return
            }
            try database.execute(
                """
                INSERT INTO settings (key, value) VALUES (?1, ?2)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """, [key, value])
        }
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
