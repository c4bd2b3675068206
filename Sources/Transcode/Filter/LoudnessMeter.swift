import Glibc

/// Measures the loudness of stereo sound at 48 kHz since it was made (ITU-R BS.1770-4, gated).
struct LoudnessMeter {
    /// Samples between two measurements: 100 ms, a quarter of a gating block.
    private static let step = 4_800
    private static let stepsInBlock = 4
    /// Blocks are counted in bins of 0.1 LU from -70 LUFS up.
    private static let floor = -70.0
    private static let bins = 800

    private var left = KWeighting()
    private var right = KWeighting()
    private var energy = 0.0
    private var samples = 0
    private var steps: [Double] = []
    private var counts = [Int](repeating: 0, count: Self.bins)
    private var energies = [Double](repeating: 0, count: Self.bins)

    /// Blocks loud enough to count.
    private(set) var blocks = 0

    /// Gated loudness so far in LUFS; `nil` before anything was loud enough.
    private(set) var loudness: Double?

    mutating func add(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) {
        for index in 0..<count {
            let one = self.left.filter(Double(left[index]))
            let other = self.right.filter(Double(right[index]))
            energy += one * one + other * other
            samples += 1
            if samples == Self.step { endStep() }
        }
    }

    private mutating func endStep() {
        steps.append(energy / Double(Self.step))
        (energy, samples) = (0, 0)
        guard steps.count >= Self.stepsInBlock else { return }
        let block = steps.reduce(0, +) / Double(Self.stepsInBlock)
        steps.removeFirst()
        let level = Self.level(block)
        guard level >= Self.floor else { return }
        blocks += 1
        counts[Self.bin(level)] += 1
        energies[Self.bin(level)] += block
        loudness = gated
    }

    /// The mean of what is no more than 10 LU below the mean of all.
    private var gated: Double? {
        guard let whole = mean(from: 0) else { return nil }
        return mean(from: Self.bin(Self.level(whole) - 10)).map(Self.level)
    }

    private func mean(from bin: Int) -> Double? {
        let count = counts[bin...].reduce(0, +)
        return count > 0 ? energies[bin...].reduce(0, +) / Double(count) : nil
    }

    private static func level(_ energy: Double) -> Double {
        -0.691 + 10 * log10(max(energy, 1e-10))
    }

    private static func bin(_ level: Double) -> Int {
        max(0, min(bins - 1, Int((level - floor) * 10)))
    }
}

/// The ear's weighting of one channel at 48 kHz: two filters of second order.
private struct KWeighting {
    private var shelf = (0.0, 0.0)
    private var pass = (0.0, 0.0)

    mutating func filter(_ sample: Double) -> Double {
        let bright = 1.53512485958697 * sample + shelf.0
        shelf.0 = -2.69169618940638 * sample + 1.69065929318241 * bright + shelf.1
        shelf.1 = 1.19839281085285 * sample - 0.73248077421585 * bright
        let clear = bright + pass.0
        pass.0 = -2 * bright + 1.99004745483398 * clear + pass.1
        pass.1 = bright - 0.99007225036621 * clear
        return clear
    }
}
