extension Migration {
    /// Files that say or show something about media beside them, and what came of it.
    static let sidecars = Migration(
        number: 4, name: "sidecars",
        sql: """
            -- `content` is what an NFO file says; it has none until it is read, and none at all if
            -- `problem` says why. Other kinds are only known.
            CREATE TABLE sidecars (
                id {identity},
                source BIGINT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
                folder TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('nfo', 'subtitle', 'artwork')),
                size BIGINT NOT NULL,
                modified BIGINT NOT NULL,
                content TEXT,
                problem TEXT,
                UNIQUE (source, folder, name)
            );
            CREATE INDEX sidecars_to_read ON sidecars (source, id)
                WHERE kind = 'nfo' AND content IS NULL AND problem IS NULL;

            -- `details` says all that is known, and from where; `described` is 0 where a name or a
            -- file beside has changed since.
            ALTER TABLE media ADD COLUMN details TEXT;
            ALTER TABLE media ADD COLUMN described BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX media_to_describe ON media (source, id) WHERE described = 0;
            """)
}
