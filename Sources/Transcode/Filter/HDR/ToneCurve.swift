/// Brings the light of a bright display into that of an ordinary one: what is dark stays as it is,
/// highlights are compressed (ITU-R BT.2390-8, 5.4.1).
struct ToneCurve {
    /// Light of SDR's white in cd/m² (ITU-R BT.2408).
    static let white = 203.0

    /// The perceptual signal of the source's peak, and of white by it.
    private let peak: Double
    private let most: Double
    /// From here on it compresses.
    private let knee: Double

    /// - Parameter peak: The brightest light of the source, in cd/m².
    init(peak: Double) {
        self.peak = HDRTransfer.perceptualSignal(max(peak, Self.white))
        most = HDRTransfer.perceptualSignal(Self.white) / self.peak
        knee = 1.5 * most - 0.5
    }

    /// The light an ordinary display shows for `light`, both in cd/m²; never more than ``white``.
    func map(_ light: Double) -> Double {
        let signal = min(HDRTransfer.perceptualSignal(light) / peak, 1)
        guard signal > knee, knee < 1 else { return min(light, Self.white) }
        let t = (signal - knee) / (1 - knee)
        let (t2, t3) = (t * t, t * t * t)
        let bent =
            (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee)
            + (-2 * t3 + 3 * t2) * most
        return HDRTransfer.perceptualLight(bent * peak)
    }
}
