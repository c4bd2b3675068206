import Glibc

/// Brings an item's sound to the channel's loudness while it plays, slowly enough not to be heard,
/// and keeps its peaks below full scale. Stereo at 48 kHz.
struct Leveller {
    /// LUFS of every encoded item.
    static let target = -16.0
    /// Most that is added and taken, in dB.
    private static let range = -20.0...10.0
    /// dB a second: quick until the item is known a little, then gentle.
    private static let quick = 3.0
    private static let gentle = 0.5
    private static let quickBlocks = 50
    private static let leastBlocks = 5
    /// Peaks end at -1 dB of full scale.
    private static let ceiling: Float = 0.891
    /// Samples that share one gain.
    private static let part = 64

    private var meter = LoudnessMeter()
    private var gain = 0.0
    private var limit: Float = 1

    /// Changes `count` samples in place.
    mutating func level(
        _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, count: Int
    ) {
        meter.add(left, right, count: count)
        var start = 0
        while start < count {
            let part = min(Self.part, count - start)
            approach(seconds: Double(part) / 48_000)
            apply(left + start, right + start, part)
            start += part
        }
    }

    private mutating func approach(seconds: Double) {
        guard meter.blocks >= Self.leastBlocks, let loudness = meter.loudness else { return }
        let wanted = min(max(Self.target - loudness, Self.range.lowerBound), Self.range.upperBound)
        let most = (meter.blocks < Self.quickBlocks ? Self.quick : Self.gentle) * seconds
        gain += min(max(wanted - gain, -most), most)
    }

    private mutating func apply(
        _ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        let factor = Float(pow(10, gain / 20))
        var peak: Float = 0
        for index in 0..<count { peak = max(peak, abs(left[index]), abs(right[index])) }
        let loud = peak * factor
        // Peaks push down at once; it takes a tenth of a second to recover.
        limit = min(1, limit + (1 - limit) * 0.013)
        if loud * limit > Self.ceiling { limit = Self.ceiling / loud }
        let whole = factor * limit
        guard whole != 1 else { return }
        for index in 0..<count {
            left[index] *= whole
            right[index] *= whole
        }
    }
}
