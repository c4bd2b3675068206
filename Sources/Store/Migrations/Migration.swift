/// A step from one version of the schema to the next; never changed once it was released.
struct Migration: Sendable {
    let number: Int
    let name: String
    /// Portable SQL; `{identity}` is the database's type of a key that it hands out itself.
    let sql: String

    /// All of them, in order, numbered from 1 without a gap.
    static let all = [
        first, names, search, sidecars, owner, looks, edits, mixes, logos, formerPlans,
        onDemand,
    ]

    static var newest: Int { all.count }

    /// Runs what the database has not seen yet, each migration in a transaction of its own.
    static func bringUp(_ database: any Database, to steps: [Migration] = all) throws {
        try database.transaction(.lasting) {
            try database.script(
                """
                CREATE TABLE IF NOT EXISTS exstreamtv_schema (
                    version BIGINT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL
                )
                """)
        }
        let version = try version(of: database)
        for step in steps where step.number > version {
            try database.transaction(.lasting) {
                try database.script(
                    step.sql.replacing("{identity}", with: database.identityType))
                try database.execute(
                    "INSERT INTO exstreamtv_schema (version, name) VALUES (?1, ?2)",
                    [step.number, step.name])
            }
        }
    }

    /// Whether the database holds something that is about to be changed by a migration.
    static func isPending(on database: SQLiteDatabase) throws(StoreError) -> Bool {
        guard try database.isOurs else { return false }
        let version = try version(of: database)
        return version > 0 && version < newest
    }

    /// The newest migration that the database has seen.
    static func version(of database: any Database) throws(StoreError) -> Int {
        let sql = "SELECT coalesce(max(version), 0) FROM exstreamtv_schema"
        return try database.first(sql) { (row) throws(StoreError) in try row[0] } ?? 0
    }
}
