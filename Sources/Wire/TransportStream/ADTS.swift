/// The seven bytes before each AAC frame of a transport stream (ISO/IEC 13818-7, 6.2).
public enum ADTS {
    /// Samples of one frame, for each channel.
    public static let samples: Int64 = 1024
    /// The stream's sampling rate, in Hz.
    public static let rate: Int64 = 48_000
    /// One frame in ticks of 90 kHz; exact at 48 kHz.
    public static let ticks = samples * StreamTime.rate / rate

    /// A frame of AAC-LC, two channels, without any sound in it; no header.
    public static let silence: [UInt8] = [0x21, 0x10, 0x04, 0x60, 0x8C, 0x1C]

    /// Whether a frame has no header of its own, or one that says AAC-LC, 48 kHz, two channels.
    public static func fits(_ frame: UnsafeRawBufferPointer) -> Bool {
        guard frame.count > 9, frame[0] == 0xFF, frame[1] & 0xF6 == 0xF0 else { return true }
        let own = header(length: 0)
        return frame[2] & 0xFD == own[2] & 0xFD && frame[3] & 0xC0 == own[3] & 0xC0
    }

    /// The frame behind its header, where a file's sound has headers of its own; else all of it.
    public static func payload(of frame: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard frame.count > 9, frame[0] == 0xFF, frame[1] & 0xF6 == 0xF0 else { return frame }
        let length = Int(frame[3] & 3) << 11 | Int(frame[4]) << 3 | Int(frame[5] >> 5)
        guard length == frame.count else { return frame }
        let header = frame[1] & 1 == 1 ? 7 : 9
        return UnsafeRawBufferPointer(rebasing: frame[header...])
    }

    /// A header for AAC-LC, 48 kHz, two channels.
    ///
    /// - Parameter length: Bytes of the frame without this header, below 8185.
    static func header(length: Int) -> [UInt8] {
        let whole = length + 7
        let lowComplexity: UInt8 = 1
        let rateIndex: UInt8 = 3
        let channels: UInt8 = 2
        return [
            0xFF, 0xF1, lowComplexity << 6 | rateIndex << 2 | channels >> 2,
            channels << 6 & 0xC0 | UInt8(whole >> 11 & 3), UInt8(whole >> 3 & 0xFF),
            UInt8(whole & 7) << 5 | 0x1F, 0xFC,
        ]
    }
}
