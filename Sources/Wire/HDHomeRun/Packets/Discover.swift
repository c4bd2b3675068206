public import Broadcast

/// "Which devices are there?", as a client broadcasts it.
public struct DiscoverRequest: Equatable, Sendable {
    /// Kinds of device asked for; empty if the request names none.
    public var types: [UInt32] = []
    /// The device asked for; `nil` means any (clients since 2022 leave the field out).
    public var id: UInt32?

    static let tuner: UInt32 = 1
    static let wildcard: UInt32 = .max

    /// - Returns: `nil` if the frame is no discover request. Unknown fields are skipped.
    public init?(_ packet: NativePacket) {
        guard packet.kind == .discoverRequest else { return nil }
        for (tag, value) in TagReader(packet.payload) {
            switch tag {
            case Tag.deviceType: types += value.bigEndian32.map { [$0] } ?? []
            case Tag.multiType: types += Self.numbers(in: value)
            case Tag.deviceID: id = value.bigEndian32
            default: continue
            }
        }
    }

    private static func numbers(in value: ArraySlice<UInt8>) -> [UInt32] {
        stride(from: value.startIndex, to: value.endIndex, by: 4).compactMap { start in
            value[start...].prefix(4).bigEndian32
        }
    }

    /// Whether the tuner with this id should answer. Storage is asked for elsewhere, and a request
    /// without any type is not answered.
    public func isFor(_ device: DeviceID) -> Bool {
        guard types.contains(where: { $0 == Self.tuner || $0 == Self.wildcard }) else {
            return false
        }
        return id == nil || id == Self.wildcard || id == device.value
    }
}

/// "Here I am": what a tuner says about itself. The fields' order is a real device's.
public struct DiscoverReply: Equatable, Sendable {
    public var id: DeviceID
    public var auth: String?
    public var baseURL: String
    public var lineupURL: String
    public var tuners: Int

    /// Old clients keep these texts in buffers of this many characters.
    public static let longestBaseURL = 28
    public static let longestAuth = 24

    public init(id: DeviceID, auth: String?, baseURL: String, lineupURL: String, tuners: Int) {
        self.id = id
        self.auth = auth
        self.baseURL = baseURL
        self.lineupURL = lineupURL
        self.tuners = tuners
    }

    /// Texts carry no NUL here: clients keep it in the URL or drop the field.
    public var packet: NativePacket {
        var payload: [UInt8] = []
        payload.append(tag: Tag.deviceType, DiscoverRequest.tuner)
        payload.append(tag: Tag.deviceID, id.value)
        if let auth {
            payload.append(tag: Tag.deviceAuth, Array(auth.utf8.prefix(Self.longestAuth)))
        }
        payload.append(tag: Tag.baseURL, Array(baseURL.utf8))
        payload.append(tag: Tag.tunerCount, [UInt8(clamping: tuners)])
        payload.append(tag: Tag.lineupURL, Array(lineupURL.utf8))
        return NativePacket(kind: .discoverReply, payload: payload)
    }
}
