extension Migration {
    /// What searches need: the words of every text (each value between two broken bars, so that no
    /// phrase reaches from one into the next), an index in the order of results that holds every
    /// number, and smart collections.
    static let search = Migration(
        number: 3, name: "search",
        sql: """
            CREATE VIRTUAL TABLE media_search USING fts5(
                title, show, genre, tag, actor, director, writer, studio, network, country,
                content_rating, language, subtitle_language, artist, album,
                tokenize = "unicode61 remove_diacritics 2 tokenchars '¦'"
            );
            CREATE VIRTUAL TABLE media_words USING fts5vocab(media_search, row);

            INSERT INTO media_search (rowid, title, show)
                SELECT id, '¦ ' || title || ' ¦', '¦ ' || show || ' ¦' FROM media;
            CREATE TRIGGER media_search_insert AFTER INSERT ON media BEGIN
                INSERT INTO media_search (rowid, title, show)
                VALUES (new.id, '¦ ' || new.title || ' ¦', '¦ ' || new.show || ' ¦');
            END;
            CREATE TRIGGER media_search_update AFTER UPDATE OF title, show ON media
            WHEN old.title <> new.title OR old.show IS NOT new.show BEGIN
                UPDATE media_search SET title = '¦ ' || new.title || ' ¦',
                    show = '¦ ' || new.show || ' ¦'
                WHERE rowid = new.id;
            END;
            CREATE TRIGGER media_search_delete AFTER DELETE ON media BEGIN
                DELETE FROM media_search WHERE rowid = old.id;
            END;

            CREATE INDEX media_by_order ON media (
                sort_key, source, state, extra, version, show, season, episode, year, released,
                added, duration, height, video_codec, audio_codec
            );

            -- `query` is a smart collection's search; empty for other collections.
            ALTER TABLE collections ADD COLUMN query TEXT;
            CREATE UNIQUE INDEX smart_collections ON collections (name COLLATE NOCASE)
                WHERE query IS NOT NULL;
            """)
}
