public import Broadcast
import FoundationEssentials

/// A channel's logo that its owner chose.
public struct StoredLogo: Equatable, Sendable {
    public let picture: [UInt8]
    /// Such as `image/png`.
    public let type: String

    public init(picture: [UInt8], type: String) {
        self.picture = picture
        self.type = type
    }
}

extension Store {
    /// - Returns: `nil` if the channel has none of its own.
    public func logo(of channel: Channel.ID) async throws -> StoredLogo? {
        try await read { database in
            let row = try database.first(
                "SELECT picture, type FROM logos WHERE channel = ?1", [channel]
            ) { (row) throws(StoreError) -> (String, String) in (try row[0], try row[1]) }
            guard let (text, type) = row else { return nil }
            guard let picture = Data(base64Encoded: text) else {
                throw StoreError.unreadable("a channel's logo")
            }
            return StoredLogo(picture: Array(picture), type: type)
        }
    }

    /// Sets a channel's logo, or removes it.
    ///
    /// - Returns: Whether there is such a channel.
    @discardableResult
    public func set(_ logo: StoredLogo?, of channel: Channel.ID) async throws -> Bool {
        let text = logo.map { Data($0.picture).base64EncodedString() }
        return try await write { database in
            try database.execute("DELETE FROM logos WHERE channel = ?1", [channel])
            if let logo, let text {
                return try database.execute(
                    """
                    INSERT INTO logos (channel, picture, type, mark)
                    SELECT ?1, ?2, ?3, ?4 FROM channels WHERE id = ?1
                    """, [channel, text, logo.type, logo.mark]) > 0
            }
            return try database.first("SELECT 1 FROM channels WHERE id = ?1", [channel]) { _ in
                true
            } ?? false
        }
    }

    /// What tells each channel's own logo from others.
    public func logoMarks() async throws -> [Channel.ID: String] {
        try await read { database in
            let marks = try database.query("SELECT channel, mark FROM logos") {
                (row) throws(StoreError) -> (Channel.ID, String) in (try row[0], try row[1])
            }
            return Dictionary(marks) { first, _ in first }
        }
    }
}

extension StoredLogo {
    fileprivate var mark: String {
        let hash = picture.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 36)
    }
}
