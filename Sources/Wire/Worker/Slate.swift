public import Broadcast
import FoundationEssentials

/// What a slate worker is told: code the picture that stands in where nothing else can be shown.
public struct SlateJob: Equatable, Sendable, Codable {
    public let profile: OutputProfile
    public let number: ChannelNumber
    public let name: String
    /// One line below the channel's name.
    public let text: String

    public init(profile: OutputProfile, number: ChannelNumber, name: String, text: String) {
        self.profile = profile
        self.number = number
        self.name = name
        self.text = text
    }
}

/// One coded picture of a slate; 25 a second, the first a key frame, to be shown over and over.
public struct SlatePicture: Equatable, Sendable {
    /// H.264 in Annex B form.
    public let bytes: [UInt8]
    public let isKey: Bool

    public init(bytes: [UInt8], isKey: Bool) {
        self.bytes = bytes
        self.isKey = isKey
    }
}

extension SlatePicture: Codable {
    private enum CodingKeys: String, CodingKey { case bytes, isKey }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        bytes = try Array(values.decode(Data.self, forKey: .bytes))
        isKey = try values.decode(Bool.self, forKey: .isKey)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(Data(bytes), forKey: .bytes)
        try values.encode(isKey, forKey: .isKey)
    }
}
