extension Migration {
    /// Collections that the owner puts together.
    static let mixes = Migration(
        number: 8, name: "mixes",
        sql: """
            -- What such a collection is made of, as JSON; empty for all others.
            ALTER TABLE collections ADD COLUMN mix TEXT;
            CREATE UNIQUE INDEX own_collections ON collections (name COLLATE NOCASE)
                WHERE mix IS NOT NULL;
            """)
}
