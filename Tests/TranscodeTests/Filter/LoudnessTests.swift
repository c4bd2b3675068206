import Glibc
import Testing

@testable import Transcode

@Suite struct LoudnessTests {
    /// A sine of 997 Hz whose peak lies `decibels` below full scale.
    private func tone(_ decibels: Double, seconds: Int) -> [Float] {
        let peak = pow(10, decibels / 20)
        return (0..<(seconds * 48_000)).map {
            Float(peak * sin(2 * Double.pi * 997 * Double($0) / 48_000))
        }
    }

    private func loudness(_ left: [Float], _ right: [Float]) throws -> Double {
        var meter = LoudnessMeter()
        meter.add(left, right, count: left.count)
        return try #require(meter.loudness)
    }

    /// Levels `tone`, and gives what came out.
    private func levelled(_ tone: [Float]) -> (left: [Float], right: [Float]) {
        var left = tone
        var right = tone
        var leveller = Leveller()
        for start in stride(from: 0, to: tone.count, by: 1000) {
            let count = min(1000, tone.count - start)
            left.withUnsafeMutableBufferPointer { left in
                right.withUnsafeMutableBufferPointer { right in
                    guard let one = left.baseAddress, let other = right.baseAddress else { return }
                    leveller.level(one + start, other + start, count: count)
                }
            }
        }
        return (left, right)
    }

    @Test(arguments: [-23.0, -33, -6])
    func aToneInBothChannelsIsAsLoudAsItsPeak(decibels: Double) throws {
        let tone = tone(decibels, seconds: 3)

        #expect(abs(try loudness(tone, tone) - decibels) < 0.1)
    }

    @Test func oneChannelAloneIsHalfAsLoud() throws {
        let tone = tone(0, seconds: 3)
        let silence = [Float](repeating: 0, count: tone.count)

        #expect(abs(try loudness(tone, silence) + 3.01) < 0.1)
    }

    @Test func silenceCountsForNothing() throws {
        let tone = tone(-20, seconds: 3)
        let silence = [Float](repeating: 0, count: 10 * 48_000)

        #expect(abs(try loudness(tone + silence, tone + silence) + 20) < 0.3)
        var meter = LoudnessMeter()
        meter.add(silence, silence, count: silence.count)
        #expect(meter.loudness == nil)
    }

    @Test(arguments: [-23.0, -12, -18])
    func afterAWhileEveryItemIsEquallyLoud(decibels: Double) throws {
        let (left, right) = levelled(tone(decibels, seconds: 15))
        let end = Array(left.suffix(3 * 48_000))

        #expect(abs(try loudness(end, Array(right.suffix(3 * 48_000))) - Leveller.target) < 0.5)
    }

    @Test func whatIsVeryQuietIsRaisedByTenDecibelsAtMost() throws {
        let end = Array(levelled(tone(-50, seconds: 15)).left.suffix(3 * 48_000))

        #expect(abs(try loudness(end, end) + 40) < 0.5)
    }

    @Test func noPeakPassesTheCeiling() {
        let quiet = tone(-30, seconds: 8)
        let (left, right) = levelled(quiet + tone(0, seconds: 2))

        #expect((left + right).allSatisfy { abs($0) <= 0.892 })
    }
}
