public import Broadcast

/// A channel that has no number and no id yet.
public struct ChannelDraft: Equatable, Sendable {
    public var name: String
    public var group: String
    public var profile: OutputProfile
    /// What an automatic channel is made for, for ever; `nil` for a channel a person adds.
    public var madeFor: String?
    /// The channel is asleep while this source is not in use.
    public var source: LibrarySource.ID?
    /// Whether `profile` was chosen for good, or waits for ``Store/settle(_:_:)``.
    public var isSettled: Bool

    public init(
        name: String, group: String = "EXStreamTV", profile: OutputProfile = .hd720,
        madeFor: String? = nil, source: LibrarySource.ID? = nil, isSettled: Bool = true
    ) {
        self.name = name
        self.group = group
        self.profile = profile
        self.madeFor = madeFor
        self.source = source
        self.isSettled = isSettled
    }
}

extension Store {
    /// Every channel that is not asleep, hidden ones too, in the order of their numbers.
    public func channels() async throws -> [Channel] {
        try await read {
            try $0.query(
                """
                \(Channel.selection)
                WHERE source IS NULL OR source IN (SELECT id FROM sources WHERE active = 1)
                ORDER BY major, minor
                """, [], Channel.init)
        }
    }

    public func channel(_ id: Channel.ID) async throws -> Channel? {
        try await read { try $0.first("\(Channel.selection) WHERE id = ?1", [id], Channel.init) }
    }

    public func channel(numbered number: ChannelNumber) async throws -> Channel? {
        try await read {
            try $0.first(
                "\(Channel.selection) WHERE major = ?1 AND minor = ?2",
                [number.major, number.minor ?? -1], Channel.init)
        }
    }

    /// Changes a channel that exists.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` if another channel has its number.
    public func save(_ channel: Channel) async throws {
        try await write { try $0.update(channel) }
    }

    /// Adds a channel with what it plays, unless there is, or was, one that was made for the same
    /// thing.
    ///
    /// - Parameters:
    ///   - number: `nil` for the one after the highest below ``firstSpecialNumber``.
    /// - Returns: the new channel, or `nil` if one was made for `draft.madeFor` before.
    /// - Throws: ``StoreError/constraint(_:)`` if another channel has the number.
    public func addChannel(
        _ draft: ChannelDraft, numbered number: ChannelNumber? = nil,
        playing schedule: StoredSchedule
    ) async throws -> Channel.ID? {
        try await write { database in
            if let madeFor = draft.madeFor, try database.hasChannel(madeFor: madeFor) { return nil }
            let number = try number ?? database.nextChannelNumber()
            let id = try database.insert(draft, numbered: number)
            try database.setSchedule(schedule, of: id)
            return id
        }
    }

    /// Channels whose profile is still to be chosen, each with the collection that it plays.
    public func unsettledChannels() async throws -> [(Channel.ID, MediaCollection.ID)] {
        try await read { database in
            try database.query(
                """
                SELECT channels.id, collections.id
                FROM channels JOIN collections ON collections.key = made_for WHERE settled = 0
                """
            ) { (row) throws(StoreError) in (try row[0], try row[1]) }
        }
    }

    /// Chooses a channel's profile for good, unless somebody did before.
    public func settle(_ channel: Channel.ID, _ profile: OutputProfile) async throws {
        try await write { database in
            try database.execute(
                "UPDATE channels SET profile = ?2, settled = 1 WHERE id = ?1 AND settled = 0",
                [channel, profile.name])
        }
    }

    /// Numbers from here on are not handed out to folders.
    public static let firstSpecialNumber = 900

}

extension Database {
    func update(_ channel: Channel) throws(StoreError) {
        try execute(
            """
            UPDATE channels SET major = ?2, minor = ?3, name = ?4, shelf = ?5, favourite = ?6,
                hidden = ?7, settled = CASE WHEN profile = ?8 THEN settled ELSE 1 END,
                profile = ?8, fitting = ?9, subtitles = ?10, subtitle_languages = ?11,
                on_demand = ?12
            WHERE id = ?1
            """,
            [
                channel.id, channel.number.major, channel.number.minor ?? -1, channel.name,
                channel.group, channel.isFavourite, channel.isHidden, channel.profile.name,
                channel.looks.fitting.rawValue, channel.looks.subtitles.mode.rawValue,
                channel.looks.subtitles.languages.joined(separator: ","), channel.isOnDemand,
            ])
        if !channel.isOnDemand {
            try execute("DELETE FROM channel_clocks WHERE channel = ?1", [channel.id])
        }
    }

    fileprivate func hasChannel(madeFor: String) throws(StoreError) -> Bool {
        try first(
            """
            SELECT 1 FROM channels WHERE made_for = ?1
            UNION ALL SELECT 1 FROM unwanted_channels WHERE made_for = ?1
            """, [madeFor]
        ) { _ in true } ?? false
    }

    fileprivate func nextChannelNumber() throws(StoreError) -> ChannelNumber {
        let limit = Store.firstSpecialNumber
        let next = try highestNumber(below: limit) + 1
        return ChannelNumber(next < limit ? next : try highestNumber(below: .max) + 1)
    }

    private func highestNumber(below limit: Int) throws(StoreError) -> Int {
        try first("SELECT coalesce(max(major), 0) FROM channels WHERE major < ?1", [limit]) {
            (row) throws(StoreError) in try row[0]
        } ?? 0
    }

    fileprivate func insert(
        _ draft: ChannelDraft, numbered number: ChannelNumber
    ) throws(StoreError) -> Channel.ID {
        let id: Channel.ID? = try first(
            """
            INSERT INTO channels (major, minor, name, shelf, favourite, hidden, profile, settled,
                made_for, source)
            VALUES (?1, ?2, ?3, ?4, 0, 0, ?5, ?6, ?7, ?8) RETURNING id
            """,
            [
                number.major, number.minor ?? -1, draft.name, draft.group, draft.profile.name,
                draft.isSettled, draft.madeFor, draft.source,
            ]
        ) { (row) throws(StoreError) in try row[0] }
        guard let id else { throw .unreadable("a new channel has no id") }
        return id
    }
}

extension Channel {
    static let selection =
        """
        SELECT id, major, minor, name, shelf, favourite, hidden, profile, fitting, subtitles,
            subtitle_languages, on_demand FROM channels
        """

    init(_ row: Row) throws(StoreError) {
        let minor: Int = try row[2]
        let profile: String = try row[7]
        self.init(
            id: try row[0], number: ChannelNumber(try row[1], minor < 0 ? nil : minor),
            name: try row[3], group: try row[4], isFavourite: try row[5], isHidden: try row[6],
            profile: OutputProfile.builtIn.first { $0.name == profile } ?? .hd720,
            looks: try Looks(row), isOnDemand: try row[11])
    }
}

extension Looks {
    fileprivate init(_ row: Row) throws(StoreError) {
        let (fitting, mode, languages): (String, String, String) = (
            try row[8], try row[9], try row[10]
        )
        self.init(
            fitting: Fitting(rawValue: fitting) ?? .pad,
            subtitles: SubtitleWish(
                mode: SubtitleWish.Mode(rawValue: mode) ?? .none,
                languages: SubtitleWish.languages(languages) ?? []))
    }
}
