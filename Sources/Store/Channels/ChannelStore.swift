public import Broadcast

/// A channel that has no number and no id yet.
public struct ChannelDraft: Equatable, Sendable {
    public var name: String
    public var group: String
    public var profile: OutputProfile

    public init(name: String, group: String = "EXStreamTV", profile: OutputProfile = .hd720) {
        self.name = name
        self.group = group
        self.profile = profile
    }
}

extension Store {
    /// Every channel, hidden ones too, in the order of their numbers.
    public func channels() async throws -> [Channel] {
        try await read {
            try $0.query("\(Channel.selection) ORDER BY major, minor", [], Channel.init)
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

    /// Adds a channel with what it plays, unless there is one that was made for the same thing.
    ///
    /// - Parameters:
    ///   - number: `nil` for the lowest number after every other channel's.
    ///   - madeFor: what an automatic channel is made for; `nil` for a channel a person adds.
    /// - Returns: the new channel, or `nil` if one was made for `madeFor` before.
    /// - Throws: ``StoreError/constraint(_:)`` if another channel has the number.
    public func addChannel(
        _ draft: ChannelDraft, numbered number: ChannelNumber? = nil, madeFor: String?,
        playing schedule: StoredSchedule
    ) async throws -> Channel.ID? {
        try await write { database in
            if let madeFor, try database.hasChannel(madeFor: madeFor) { return nil }
            let number = try number ?? database.nextChannelNumber()
            let id = try database.insert(draft, numbered: number, madeFor: madeFor)
            try database.setSchedule(schedule, of: id)
            return id
        }
    }

    /// Also removes its schedule and timeline.
    public func removeChannel(_ id: Channel.ID) async throws {
        try await write { try $0.execute("DELETE FROM channels WHERE id = ?1", [id]) }
    }
}

extension Database {
    func update(_ channel: Channel) throws(StoreError) {
        try execute(
            """
            UPDATE channels SET major = ?2, minor = ?3, name = ?4, shelf = ?5, favourite = ?6,
                hidden = ?7, profile = ?8
            WHERE id = ?1
            """,
            [
                channel.id, channel.number.major, channel.number.minor ?? -1, channel.name,
                channel.group, channel.isFavourite, channel.isHidden, channel.profile.name,
            ])
    }

    fileprivate func hasChannel(madeFor: String) throws(StoreError) -> Bool {
        try first("SELECT 1 FROM channels WHERE made_for = ?1", [madeFor]) { _ in true } ?? false
    }

    fileprivate func nextChannelNumber() throws(StoreError) -> ChannelNumber {
        let sql = "SELECT coalesce(max(major), 0) + 1 FROM channels"
        return ChannelNumber(
            try first(sql) { (row) throws(StoreError) -> Int in try row[0] } ?? 1)
    }

    fileprivate func insert(
        _ draft: ChannelDraft, numbered number: ChannelNumber, madeFor: String?
    ) throws(StoreError) -> Channel.ID {
        let id: Channel.ID? = try first(
            """
            INSERT INTO channels (major, minor, name, shelf, favourite, hidden, profile, made_for)
            VALUES (?1, ?2, ?3, ?4, 0, 0, ?5, ?6) RETURNING id
            """,
            [
                number.major, number.minor ?? -1, draft.name, draft.group, draft.profile.name,
                madeFor,
            ]
        ) { (row) throws(StoreError) in try row[0] }
        guard let id else { throw .unreadable("a new channel has no id") }
        return id
    }
}

extension Channel {
    static let selection =
        "SELECT id, major, minor, name, shelf, favourite, hidden, profile FROM channels"

    init(_ row: Row) throws(StoreError) {
        let minor: Int = try row[2]
        let profile: String = try row[7]
        self.init(
            id: try row[0], number: ChannelNumber(try row[1], minor < 0 ? nil : minor),
            name: try row[3], group: try row[4], isFavourite: try row[5], isHidden: try row[6],
            profile: OutputProfile.builtIn.first { $0.name == profile } ?? .hd720)
    }
}
