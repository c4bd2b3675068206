extension Migration {
    /// What the owner sets up on the page: folders, keys that open it, channels not wanted again.
    static let owner = Migration(
        number: 5, name: "owner",
        sql: """
            -- `owned` is 1 for a source that was added on the page, not in the settings;
            -- `makes_channels` is 1 if each of its folders becomes a channel.
            ALTER TABLE sources ADD COLUMN owned BIGINT NOT NULL DEFAULT 0
                CHECK (owned IN (0, 1));
            ALTER TABLE sources ADD COLUMN makes_channels BIGINT NOT NULL DEFAULT 1
                CHECK (makes_channels IN (0, 1));

            -- `digest` is SHA-256 of a random key that only its holder has.
            CREATE TABLE access_keys (
                id {identity},
                digest TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL CHECK (kind IN ('session', 'token')),
                name TEXT NOT NULL,
                made BIGINT NOT NULL,
                expires BIGINT
            );

            -- Automatic channels that were removed, by what they were made for.
            CREATE TABLE unwanted_channels (made_for TEXT NOT NULL PRIMARY KEY);
            """)
}
