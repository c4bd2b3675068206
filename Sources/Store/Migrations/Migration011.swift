extension Migration {
    /// Channels whose clock stands still while nobody watches.
    static let onDemand = Migration(
        number: 11, name: "on demand",
        sql: """
            ALTER TABLE channels ADD COLUMN on_demand BIGINT NOT NULL DEFAULT 0
                CHECK (on_demand IN (0, 1));

            -- Where an on-demand channel's clock stands; while it runs, when it was last seen.
            CREATE TABLE channel_clocks (
                channel BIGINT NOT NULL PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
                at BIGINT NOT NULL,
                running BIGINT NOT NULL CHECK (running IN (0, 1))
            );
            """)
}
