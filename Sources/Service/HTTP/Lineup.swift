import Broadcast
import NIOCore
import Wire

/// The channels as clients list them, kept as finished bytes.
///
/// The channels are asked for at most once a second; as long as they are the same, every document
/// is rendered once for each address that clients reach us by.
actor Lineup {
    typealias Source = @Sendable () async throws -> [Broadcast.Channel]

    enum Format: Hashable { case json, xml, m3u }

    private struct Key: Hashable {
        let format: Format
        let base: String
        let query: LineupQuery
    }

    private let source: Source
    private var channels: [Broadcast.Channel] = []
    private var entries: [LineupEntry] = []
    private var documents: [Key: ByteBuffer] = [:]
    private var checked: ContinuousClock.Instant?
    /// Addresses times queries; a client that invents more of them costs renderings, not memory.
    private static let mostDocuments = 64

    init(source: @escaping Source) {
        self.source = source
    }

    /// Every channel, hidden ones too, ordered by number.
    func current() async throws -> [Broadcast.Channel] {
        try await refresh()
        return channels
    }

    func document(_ format: Format, base: String, query: LineupQuery) async throws -> ByteBuffer {
        try await refresh()
        let key = Key(format: format, base: base, query: query)
        if let known = documents[key] { return known }
        let lineup = LineupDocuments(entries, base: base, query: query)
        let document =
            switch format {
            case .json: ByteBuffer(bytes: lineup.json)
            case .xml: ByteBuffer(bytes: lineup.xml)
            case .m3u: ByteBuffer(bytes: lineup.m3u)
            }
        if documents.count >= Lineup.mostDocuments { documents.removeAll() }
        documents[key] = document
        return document
    }

    /// Makes the next question look at the channels again.
    func changed() {
        checked = nil
    }

    /// Where the virtual antenna receives a channel, in Hz.
    func frequency(of number: ChannelNumber) -> Int? {
        entries.first { $0.number == number }?.frequency
    }

    private func refresh() async throws {
        if let checked, checked.duration(to: .now) < .seconds(1) { return }
        checked = .now
        let found = try await source()
        guard found != channels || entries.count != found.count else { return }
        channels = found
        let plan = RadioPlan(found.map(\.number))
        entries = found.map {
            LineupEntry(
                $0, guideID: XMLTV.channelID(of: $0.number),
                frequency: plan.frequency(of: $0.number))
        }
        documents.removeAll()
    }
}
