/// A slate as it goes on air: its pictures over and over, with silence, seamless with what was
/// sent before.
public struct SlateReel: Sendable {
    /// Ticks of one picture.
    private static let frame: Int64 = 3600

    private let pictures: [SlatePicture]
    private var muxer: Muxer
    private var nextSound: Int64
    private var index = 0
    /// Where the next picture belongs, in unwrapped ticks.
    public private(set) var end: Int64

    /// - Parameters: As for ``Muxer``, and the slate.
    /// - Returns: `nil` if the slate does not begin with a key frame.
    public init?(
        _ pictures: [SlatePicture], pictureBegin: Int64, soundBegin: Int64,
        continuity: [Int: UInt8], lastClock: Int64?
    ) {
        guard pictures.first?.isKey == true else { return nil }
        self.pictures = pictures
        end = pictureBegin
        nextSound = soundBegin
        muxer = Muxer(
            pictureBegin: pictureBegin, soundBegin: soundBegin, continuity: continuity,
            lastClock: lastClock)
    }

    /// The packets of everything before `time`, in unwrapped ticks, that was not asked for yet.
    public mutating func packets(until time: Int64) -> [UInt8] {
        while end < time {
            let picture = pictures[index]
            index = (index + 1) % pictures.count
            muxer.add(
                AccessUnit(
                    bytes: picture.bytes, presentation: end, decoding: end, isKey: picture.isKey))
            end += Self.frame
            while nextSound + ADTS.ticks <= end {
                ADTS.silence.withUnsafeBytes { muxer.add(sound: $0, at: nextSound) }
                nextSound += ADTS.ticks
            }
        }
        return muxer.drain { Array($0) }
    }
}
