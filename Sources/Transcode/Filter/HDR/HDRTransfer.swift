import Glibc

/// How an HDR signal stands for light on a display.
enum HDRTransfer: Equatable {
    /// The perceptual quantiser (SMPTE ST 2084).
    case perceptual
    /// Hybrid log-gamma (ITU-R BT.2100), on its reference display of 1000 cd/m².
    case hybridLog

    /// Light of a signal of three colours from 0 to 1, in cd/m² each.
    func light(_ signal: SIMD3<Double>) -> SIMD3<Double> {
        switch self {
        case .perceptual:
            return SIMD3(
                Self.perceptualLight(signal.x), Self.perceptualLight(signal.y),
                Self.perceptualLight(signal.z))
        case .hybridLog:
            let scene = SIMD3(
                Self.hybridScene(signal.x), Self.hybridScene(signal.y), Self.hybridScene(signal.z))
            let luminance = 0.2627 * scene.x + 0.6780 * scene.y + 0.0593 * scene.z
            return scene * (1000 * pow(max(luminance, 1e-6), 0.2))
        }
    }

    /// Light of a perceptual signal, in cd/m².
    static func perceptualLight(_ signal: Double) -> Double {
        let root = pow(max(signal, 0), 1 / 78.84375)
        let bent = max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
        return 10_000 * pow(bent, 1 / 0.1593017578125)
    }

    /// The perceptual signal of light in cd/m².
    static func perceptualSignal(_ light: Double) -> Double {
        let root = pow(max(light, 0) / 10_000, 0.1593017578125)
        return pow((0.8359375 + 18.8515625 * root) / (1 + 18.6875 * root), 78.84375)
    }

    private static func hybridScene(_ signal: Double) -> Double {
        signal <= 0.5
            ? signal * signal / 3 : (exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
    }
}
