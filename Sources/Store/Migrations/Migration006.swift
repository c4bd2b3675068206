extension Migration {
    /// How a channel's pictures look: what becomes of other shapes, which subtitles are drawn.
    static let looks = Migration(
        number: 6, name: "looks",
        sql: """
            ALTER TABLE channels ADD COLUMN fitting TEXT NOT NULL DEFAULT 'pad'
                CHECK (fitting IN ('pad', 'crop', 'stretch'));
            -- Languages are codes between commas, preferred first.
            ALTER TABLE channels ADD COLUMN subtitles TEXT NOT NULL DEFAULT 'none'
                CHECK (subtitles IN ('none', 'burn', 'forced'));
            ALTER TABLE channels ADD COLUMN subtitle_languages TEXT NOT NULL DEFAULT '';
            """)
}
