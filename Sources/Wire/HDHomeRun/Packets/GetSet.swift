/// A control connection's question, or its order if it carries a value.
public struct GetSetRequest: Equatable, Sendable {
    public var name: String
    public var value: String?
    public var lockKey: UInt32?

    /// Names and values longer than this are nobody's, in bytes.
    static let longest = 1024

    public init(name: String, value: String? = nil, lockKey: UInt32? = nil) {
        self.name = name
        self.value = value
        self.lockKey = lockKey
    }

    /// - Returns: `nil` if the frame is no get/set request, has no name, or a text that is not UTF-8.
    public init?(_ packet: NativePacket) {
        guard packet.kind == .getSetRequest else { return nil }
        var name: String?
        for (tag, bytes) in TagReader(packet.payload) {
            switch tag {
            case Tag.name: name = Self.text(bytes)
            case Tag.value:
                guard let text = Self.text(bytes) else { return nil }
                value = text
            case Tag.lockKey: lockKey = bytes.bigEndian32
            default: continue
            }
        }
        guard let name, !name.isEmpty else { return nil }
        self.name = name
    }

    /// The text before the first NUL.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = bytes.prefix { $0 != 0 }
        return text.count <= longest ? String(validating: text, as: UTF8.self) : nil
    }

    public var packet: NativePacket {
        var payload: [UInt8] = []
        payload.append(tag: Tag.name, terminated: name)
        if let value { payload.append(tag: Tag.value, terminated: value) }
        if let lockKey { payload.append(tag: Tag.lockKey, lockKey) }
        return NativePacket(kind: .getSetRequest, payload: payload)
    }
}

/// The answer to one get or set: the name again, then the value or the error.
public struct GetSetReply: Equatable, Sendable {
    public let name: String
    public let result: Result<String, ControlError>

    public init(name: String, _ result: Result<String, ControlError>) {
        self.name = name
        self.result = result
    }

    /// Fits into one read of a client: what is too long is cut.
    public var packet: NativePacket {
        var payload: [UInt8] = []
        payload.append(tag: Tag.name, Array(name.utf8.prefix(256)) + [0])
        let room = NativePacket.largestReply - NativePacket.overhead - payload.count - 4
        switch result {
        case .success(let value):
            payload.append(tag: Tag.value, Array(value.utf8.prefix(room)) + [0])
        case .failure(let error):
            payload.append(tag: Tag.error, Array(error.text.utf8.prefix(room)) + [0])
        }
        return NativePacket(kind: .getSetReply, payload: payload)
    }
}

/// Why a get or set was refused, in the words real devices use.
public enum ControlError: Error, Equatable, Sendable {
    case unknownVariable
    case malformed
    case locked(by: String)
    case tunerBusy
    case invalidTarget
    case unknownChannel
    case invalidValue
    case notAllowed
    case upgradeNotSupported

    public var text: String {
        switch self {
        case .unknownVariable: "ERROR: unknown getset variable"
        case .malformed: "ERROR: malformed getset request"
        case .locked(let owner): "ERROR: resource locked by \(owner)"
        case .tunerBusy: "ERROR: tuner busy"
        case .invalidTarget: "ERROR: invalid target"
        case .unknownChannel: "ERROR: unknown channel"
        case .invalidValue: "ERROR: invalid value"
        case .notAllowed: "ERROR: not allowed"
        case .upgradeNotSupported: "ERROR: upgrade not supported"
        }
    }

    /// The answer to a frame that names nothing that could be repeated in the answer.
    public func packet(_ kind: NativePacket.Kind) -> NativePacket {
        var payload: [UInt8] = []
        payload.append(tag: Tag.error, terminated: text)
        return NativePacket(kind: kind, payload: payload)
    }
}
