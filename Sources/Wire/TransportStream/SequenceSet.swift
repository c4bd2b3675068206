/// What an H.264 sequence parameter set says about every picture (ITU-T H.264, 7.3.2.1.1).
public struct SequenceSet: Equatable, Sendable {
    public let profile: Int
    public let level: Int
    /// 1 is 4:2:0.
    public let chromaFormat: Int
    public let bitDepth: Int
    /// Size after cropping.
    public let width: Int
    public let height: Int
    /// Every picture is a whole frame; otherwise some may be interlaced.
    public let isProgressive: Bool
    /// Shape of a sample; 0:0 if it doesn't say.
    public let sampleWidth: Int
    public let sampleHeight: Int

    /// - Parameter nal: With its first byte, without start code.
    /// - Returns: `nil` if it is no sequence set, or damaged.
    public init?(nal: [UInt8]) {
        guard nal.count > 4, nal[0] & 0x1F == H264.NAL.sequenceSet.rawValue else { return nil }
        var reader = BitReader(nal: nal.dropFirst())
        profile = reader.bits(8)
        _ = reader.bits(8)
        level = reader.bits(8)
        _ = reader.exponential()
        (chromaFormat, bitDepth) =
            Self.highProfiles.contains(profile) ? Self.readFormat(&reader) : (1, 8)
        _ = reader.exponential()
        Self.skipPictureOrder(&reader)
        _ = reader.exponential()
        _ = reader.bit()
        let columns = reader.exponential() + 1
        let rows = reader.exponential() + 1
        isProgressive = reader.bit()
        if !isProgressive { _ = reader.bit() }
        _ = reader.bit()
        let crop = reader.bit() ? (0..<4).map { _ in reader.exponential() } : [0, 0, 0, 0]
        let frameRows = rows * 16 * (isProgressive ? 1 : 2)
        let cropX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1
        let cropY = (chromaFormat == 1 ? 2 : 1) * (isProgressive ? 1 : 2)
        width = columns * 16 - cropX * (crop[0] + crop[1])
        height = frameRows - cropY * (crop[2] + crop[3])
        (sampleWidth, sampleHeight) = Self.readShape(&reader)
        guard !reader.isPastEnd, (1...16_384).contains(width), (1...16_384).contains(height) else {
            return nil
        }
    }

    /// Profiles whose sets describe chroma format and depth.
    private static let highProfiles = [
        100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
    ]

    private static func readFormat(_ reader: inout BitReader) -> (chroma: Int, depth: Int) {
        let chroma = reader.exponential()
        if chroma == 3 { _ = reader.bit() }
        let depth = 8 + max(reader.exponential(), reader.exponential())
        _ = reader.bit()
        guard reader.bit() else { return (chroma, depth) }
        for index in 0..<(chroma == 3 ? 12 : 8) where reader.bit() {
            skipScalingList(&reader, count: index < 6 ? 16 : 64)
        }
        return (chroma, depth)
    }

    private static func skipScalingList(_ reader: inout BitReader, count: Int) {
        var last = 8
        for _ in 0..<count {
            last = (last + reader.signedExponential() + 256) & 0xFF
            if last == 0 { return }
        }
    }

    private static func skipPictureOrder(_ reader: inout BitReader) {
        switch reader.exponential() {
        case 0:
            _ = reader.exponential()
        case 1:
            _ = reader.bit()
            _ = reader.signedExponential()
            _ = reader.signedExponential()
            for _ in 0..<min(reader.exponential(), 255) { _ = reader.signedExponential() }
        default:
            break
        }
    }

    private static func readShape(_ reader: inout BitReader) -> (Int, Int) {
        guard reader.bit(), reader.bit() else { return (0, 0) }
        let index = reader.bits(8)
        if index == 255 { return (reader.bits(16), reader.bits(16)) }
        return shapes.indices.contains(index) ? shapes[index] : (0, 0)
    }

    /// Table E-1.
    private static let shapes = [
        (0, 0), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11),
        (80, 33), (18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
    ]
}
