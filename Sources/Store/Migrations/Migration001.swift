extension Migration {
    /// The first schema: sources and their media, channels and what they play, settings, sessions.
    static let first = Migration(
        number: 1, name: "first schema",
        sql: """
            CREATE TABLE settings (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            );

            CREATE TABLE sources (
                id {identity},
                kind TEXT NOT NULL,
                location TEXT NOT NULL,
                name TEXT NOT NULL,
                active BIGINT NOT NULL CHECK (active IN (0, 1)),
                scanned BIGINT,
                problem TEXT,
                UNIQUE (kind, location)
            );

            -- A file is known by its folder (relative to the source, '' for the source itself)
            -- and its name, so that a source may move. `shelf` is the folder's first component.
            CREATE TABLE media (
                id {identity},
                source BIGINT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
                folder TEXT NOT NULL,
                name TEXT NOT NULL,
                shelf TEXT NOT NULL,
                size BIGINT NOT NULL,
                modified BIGINT NOT NULL,
                inode BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('new', 'ok', 'missing', 'unplayable')),
                reason TEXT,
                title TEXT NOT NULL,
                sort_key TEXT NOT NULL,
                show TEXT,
                season BIGINT,
                episode BIGINT,
                released BIGINT,
                duration BIGINT,
                width BIGINT,
                height BIGINT,
                video_codec TEXT,
                audio_codec TEXT,
                facts TEXT,
                added BIGINT NOT NULL,
                UNIQUE (source, folder, name),
                CHECK (state <> 'ok' OR (facts IS NOT NULL AND duration > 0)),
                CHECK ((state = 'unplayable') = (reason IS NOT NULL)),
                CHECK ((facts IS NULL) = (duration IS NULL))
            );
            CREATE INDEX media_by_shelf ON media (source, shelf, sort_key);
            CREATE INDEX media_by_source ON media (source, sort_key);
            CREATE INDEX media_to_probe ON media (source, id) WHERE state = 'new';
            CREATE INDEX media_gone ON media (source, inode) WHERE state = 'missing';

            -- `key` names what an automatic collection is of; empty for a person's own. `revision`
            -- rises with every change of what it holds.
            CREATE TABLE collections (
                id {identity},
                key TEXT UNIQUE,
                name TEXT NOT NULL,
                source BIGINT REFERENCES sources (id) ON DELETE CASCADE,
                shelf TEXT,
                revision BIGINT NOT NULL
            );

            -- `minor` is -1 for a number without a second part, so that it is unique too.
            -- `made_for` names what an automatic channel was made for; empty for a person's own.
            -- A channel of a source that is not active is asleep: kept, but not on the air.
            -- `settled` is 1 once its profile was chosen.
            CREATE TABLE channels (
                id {identity},
                major BIGINT NOT NULL CHECK (major BETWEEN 0 AND 99999),
                minor BIGINT NOT NULL CHECK (minor BETWEEN -1 AND 99999),
                name TEXT NOT NULL CHECK (name <> ''),
                shelf TEXT NOT NULL,
                favourite BIGINT NOT NULL CHECK (favourite IN (0, 1)),
                hidden BIGINT NOT NULL CHECK (hidden IN (0, 1)),
                profile TEXT NOT NULL,
                settled BIGINT NOT NULL CHECK (settled IN (0, 1)),
                made_for TEXT UNIQUE,
                source BIGINT REFERENCES sources (id) ON DELETE CASCADE,
                UNIQUE (major, minor)
            );

            CREATE TABLE schedules (
                channel BIGINT NOT NULL PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
                schedule TEXT NOT NULL,
                zone TEXT NOT NULL,
                seed BIGINT NOT NULL
            );

            -- Where a build may go on: at the end of the timeline, and every few hours within it.
            CREATE TABLE anchors (
                channel BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
                instant BIGINT NOT NULL,
                anchor TEXT NOT NULL,
                PRIMARY KEY (channel, instant)
            );

            CREATE TABLE timeline_items (
                channel BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
                start BIGINT NOT NULL,
                finish BIGINT NOT NULL,
                media BIGINT REFERENCES media (id) ON DELETE SET NULL,
                in_point BIGINT NOT NULL CHECK (in_point >= 0),
                kind TEXT NOT NULL,
                title TEXT,
                guide_group BIGINT NOT NULL,
                guide_finish BIGINT,
                PRIMARY KEY (channel, start),
                CHECK (start < finish)
            );
            CREATE INDEX timeline_by_finish ON timeline_items (channel, finish);
            CREATE INDEX timeline_by_media ON timeline_items (media);

            CREATE TABLE sessions (
                id {identity},
                channel BIGINT REFERENCES channels (id) ON DELETE SET NULL,
                peer TEXT NOT NULL,
                agent TEXT NOT NULL,
                transport TEXT NOT NULL,
                started BIGINT NOT NULL,
                finished BIGINT NOT NULL,
                bytes BIGINT NOT NULL,
                ended_by TEXT NOT NULL,
                CHECK (started <= finished)
            );
            CREATE INDEX sessions_by_start ON sessions (started);
            """)
}
