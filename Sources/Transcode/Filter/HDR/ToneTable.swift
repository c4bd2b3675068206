import Glibc

/// What every HDR sample of a grid becomes in SDR, to interpolate between.
struct ToneTable {
    /// What a table is made for.
    struct Kind: Equatable {
        var transfer: HDRTransfer
        /// The source's brightest light in cd/m².
        var peak: Double
        /// Coefficients of the outgoing signal: ITU-R BT.709, else BT.601.
        var isHD: Bool
    }

    /// Nodes of each of Y, Cb, Cr.
    static let count = lumaNodes * chromaNodes * chromaNodes
    private static let lumaNodes = 65
    private static let chromaNodes = 33

    /// 8-bit code values of all Y, then all Cb, then all Cr; within them Y runs fastest, then Cr.
    let nodes: [Float]

    init(_ kind: Kind) {
        let mapping = ToneMapping(kind)
        var nodes = [Float](repeating: 0, count: 3 * Self.count)
        for index in 0..<Self.count {
            let luma = index % Self.lumaNodes * 16
            let red = index / Self.lumaNodes % Self.chromaNodes * 32
            let blue = index / Self.lumaNodes / Self.chromaNodes * 32
            let sample = mapping.sample(luma: Double(luma), blue: Double(blue), red: Double(red))
            for part in 0..<3 { nodes[part * Self.count + index] = Float(sample[part]) }
        }
        self.nodes = nodes
    }

    /// A place between chroma nodes.
    struct Cell {
        private let base: Int
        private let weights: SIMD4<Float>

        /// - Parameters: 10-bit code values; higher bits are dropped.
        @inline(__always)
        init(blue: UInt16, red: UInt16) {
            let (blue, red) = (Int(blue & 1023), Int(red & 1023))
            base = ((blue >> 5) * chromaNodes + (red >> 5)) * lumaNodes
            let (b, r) = (Float(blue & 31) / 32, Float(red & 31) / 32)
            weights = SIMD4((1 - b) * (1 - r), (1 - b) * r, b * (1 - r), b * r)
        }

        /// The rounded value for a 10-bit luma, of one component's nodes.
        @inline(__always)
        func value(_ nodes: UnsafePointer<Float>, at luma: UInt16) -> UInt8 {
            let near = nodes + base + Int(luma & 1023) / 16
            let far = near + lumaNodes * chromaNodes
            let low = SIMD4(near[0], near[lumaNodes], far[0], far[lumaNodes])
            let high = SIMD4(near[1], near[lumaNodes + 1], far[1], far[lumaNodes + 1])
            let part = Float(luma & 15) / 16
            return UInt8(((low + (high - low) * part) * weights).sum() + 0.5)
        }
    }
}

/// From 10-bit BT.2100 Y′CbCr to 8-bit SDR Y′CbCr, one sample at a time, both of limited range.
struct ToneMapping {
    private let transfer: HDRTransfer
    private let curve: ToneCurve
    /// Shares of red and blue in the outgoing luma.
    private let red, blue: Double

    init(_ kind: ToneTable.Kind) {
        transfer = kind.transfer
        curve = ToneCurve(peak: kind.peak)
        (red, blue) = kind.isHD ? (0.2126, 0.0722) : (0.299, 0.114)
    }

    /// Code values: 10 bits in; Y, Cb, Cr of 8 bits out.
    func sample(luma: Double, blue: Double, red: Double) -> SIMD3<Double> {
        let (y, b, r) = ((luma - 64) / 876, (blue - 512) / 896, (red - 512) / 896)
        let signal = SIMD3(y + 1.4746 * r, y - 0.16455 * b - 0.57135 * r, y + 1.8814 * b)
        return coded(display(transfer.light(signal.clamped(lowerBound: .zero, upperBound: .one))))
    }

    /// The signal of an ordinary display (ITU-R BT.709 and BT.1886) for light in cd/m².
    private func display(_ light: SIMD3<Double>) -> SIMD3<Double> {
        let brightest = max(light.max(), 1e-6)
        let mapped = light * (curve.map(brightest) / brightest / ToneCurve.white)
        let narrow = SIMD3(
            1.6605 * mapped.x - 0.5876 * mapped.y - 0.0729 * mapped.z,
            -0.1246 * mapped.x + 1.1329 * mapped.y - 0.0083 * mapped.z,
            -0.0182 * mapped.x - 0.1006 * mapped.y + 1.1188 * mapped.z
        ).clamped(lowerBound: .zero, upperBound: .one)
        return SIMD3(pow(narrow.x, 1 / 2.4), pow(narrow.y, 1 / 2.4), pow(narrow.z, 1 / 2.4))
    }

    private func coded(_ colour: SIMD3<Double>) -> SIMD3<Double> {
        let y = red * colour.x + (1 - red - blue) * colour.y + blue * colour.z
        return SIMD3(
            16 + 219 * y, 128 + 112 * (colour.z - y) / (1 - blue),
            128 + 112 * (colour.x - y) / (1 - red))
    }
}
