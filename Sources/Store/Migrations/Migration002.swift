extension Migration {
    /// What names say beyond a title: years, extras, versions of one film; and which edition of the
    /// rules for names a source's media were named by.
    static let names = Migration(
        number: 2, name: "names",
        sql: """
            ALTER TABLE media ADD COLUMN year BIGINT;
            ALTER TABLE media ADD COLUMN extra BIGINT NOT NULL DEFAULT 0 CHECK (extra IN (0, 1));
            ALTER TABLE media ADD COLUMN version TEXT;
            CREATE INDEX media_versions ON media (source, folder, version)
                WHERE version IS NOT NULL;
            ALTER TABLE sources ADD COLUMN naming BIGINT NOT NULL DEFAULT 0;
            """)
}
