/// One coded picture, ready for the stream.
public struct AccessUnit: Equatable, Sendable {
    /// H.264 in Annex B form, with parameter sets if it is a key frame.
    public var bytes: [UInt8]
    /// When it is shown and decoded, in unwrapped ticks of 90 kHz.
    public var presentation: Int64
    public var decoding: Int64
    /// A decoder can begin here.
    public var isKey: Bool

    public init(bytes: [UInt8], presentation: Int64, decoding: Int64, isKey: Bool) {
        self.bytes = bytes
        self.presentation = presentation
        self.decoding = decoding
        self.isKey = isKey
    }
}
