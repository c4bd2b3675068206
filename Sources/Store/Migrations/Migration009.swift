extension Migration {
    /// Channels' logos.
    static let logos = Migration(
        number: 9, name: "logos",
        sql: """
            -- `picture` is base64; `mark` tells it from every other.
            CREATE TABLE logos (
                channel BIGINT NOT NULL PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
                picture TEXT NOT NULL,
                type TEXT NOT NULL,
                mark TEXT NOT NULL
            );
            """)
}
