extension Migration {
    /// The plans that channels had.
    static let formerPlans = Migration(
        number: 10, name: "former plans",
        sql: """
            CREATE TABLE plan_history (
                id {identity},
                channel BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
                replaced BIGINT NOT NULL,
                schedule TEXT NOT NULL,
                zone TEXT NOT NULL,
                seed BIGINT NOT NULL
            );
            CREATE INDEX plan_history_by_channel ON plan_history (channel, id);
            """)
}
