import Broadcast
import Store
import Wire

/// What tells this installation from every other, made once at the first start and kept for ever.
struct DeviceIdentity: Equatable, Sendable {
    let id: DeviceID
    /// 24 letters and digits that stand for this installation; nobody's account.
    let auth: String
    /// For UPnP, without `uuid:`.
    let uuid: String
    /// The kept device id that failed the protocol's self-check and has been replaced.
    let repaired: String?

    /// Reads what is kept, and makes what is missing. A device id that was damaged is repaired and
    /// kept anew.
    ///
    /// - Parameter configured: `hdhomerun.device_id`, which wins over the one that is kept.
    static func load(from store: Store, configured: DeviceID?) async throws -> DeviceIdentity {
        let kept = try await store.setting("tuner.device_id") { "\(newID())" }
        let id = DeviceID(kept) ?? repair(kept)
        if "\(id)" != kept { try await store.set("tuner.device_id", to: "\(id)") }
        return DeviceIdentity(
            id: configured ?? id,
            auth: try await store.setting("tuner.device_auth") { newAuth() },
            uuid: try await store.setting("tuner.uuid") { newUUID() },
            repaired: "\(id)" == kept ? nil : kept)
    }

    /// The valid id next to a damaged one, else a new one.
    static func repair(_ text: String) -> DeviceID {
        let value = text.utf8.count == 8 ? UInt32(text, radix: 16) : nil
        return value.flatMap { DeviceID(repairing: $0) } ?? newID()
    }

    private static func newID() -> DeviceID {
        var generator = SystemRandomNumberGenerator()
        return DeviceID.random(using: &generator)
    }

    private static func newAuth() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<24).map { _ in letters[Int.random(in: letters.indices)] })
    }

    /// A random UUID, version 4 (RFC 9562).
    private static func newUUID() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
            .joined(separator: "-")
    }
}
