import CLibav
import Testing

@testable import Transcode

@Suite struct ToneMapTests {
    /// Reference points of SMPTE ST 2084 and of ITU-R BT.2408.
    @Test(
        arguments: [(0, 0), (0.508_078, 100), (0.580_689, 203), (0.751_827, 1000), (1, 10_000)]
            as [(Double, Double)])
    func perceptualSignalsStandForTheirLight(signal: Double, light: Double) {
        #expect(abs(HDRTransfer.perceptualLight(signal) - light) <= light / 1000)
        #expect(abs(HDRTransfer.perceptualSignal(light) - signal) < 0.000_01)
    }

    @Test func hybridWhiteIsAsBrightAsPerceptualWhite() {
        let white = HDRTransfer.hybridLog.light(SIMD3(repeating: 0.75))
        let peak = HDRTransfer.hybridLog.light(SIMD3(repeating: 1))

        #expect(abs(white.x - 203) < 1)
        #expect(abs(peak.x - 1000) < 1)
    }

    @Test(arguments: [250, 1000, 4000] as [Double])
    func theCurveLeavesTheDarkAloneAndEndsAtWhite(peak: Double) {
        let curve = ToneCurve(peak: peak)
        let mapped = stride(from: 0, through: peak, by: peak / 500).map(curve.map)

        #expect(abs(curve.map(10) - 10) < 0.001)
        #expect(zip(mapped, mapped.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(abs(curve.map(peak) - ToneCurve.white) < 0.1)
        #expect(abs(curve.map(peak * 2) - ToneCurve.white) < 0.1)
    }

    @Test(arguments: [true, false])
    func greyStaysGreyAndColoursKeepTheirHue(isHD: Bool) {
        let mapping = ToneMapping(.init(transfer: .perceptual, peak: 1000, isHD: isHD))
        let grey = mapping.sample(luma: 400, blue: 512, red: 512)
        let red = mapping.sample(luma: 300, blue: 500, red: 560)

        #expect(abs(grey.y - 128) < 0.01 && abs(grey.z - 128) < 0.01)
        #expect(red.z > 140 && red.y < 128)
    }

    /// 100 cd/m² of a display whose white has 203: (100 / 203) to the power of 1 / 2.4.
    @Test(arguments: [(AV_PIX_FMT_YUV420P10LE, 64), (AV_PIX_FMT_YUV420P10LE, 32)])
    func aPictureLeavesTheScalerInItsSDRValues(format: AVPixelFormat, width: Int) throws {
        try Libav.load()
        let frame = try Frame.picture(width: width, height: 32, format: format)
        frame.pointer.pointee.color_trc = AVCOL_TRC_SMPTE2084
        frame.pointer.pointee.colorspace = AVCOL_SPC_BT2020_NCL
        fill(frame, luma: 509, chroma: 512)
        let scaler = try Scaler(width: 64, height: 32)
        let scaled = try scaler.scale(frame, sample: AVRational(num: 1, den: 1)).pointee
        let middle = Int(scaled.linesize.0) * 16 + 32

        #expect(scaled.format == AV_PIX_FMT_YUV420P.rawValue)
        #expect(abs(Int(scaled.data.0?[middle] ?? 0) - 179) <= 1)
        #expect(abs(Int(scaled.data.1?[Int(scaled.linesize.1) * 8 + 16] ?? 0) - 128) <= 1)
        let bar = scaled.data.0?[Int(scaled.linesize.0) * 16]
        #expect(width == 64 ? bar != 16 : bar == 16)
    }

    private func fill(_ frame: borrowing Frame, luma: UInt16, chroma: UInt16) {
        for plane in 0..<3 as Range<CInt> {
            let rows = plane == 0 ? frame.height : frame.height / 2
            let count = rows * Int(clibav_stride(frame.pointer, plane)) / 2
            guard let bytes = clibav_plane(frame.pointer, plane) else { continue }
            UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: UInt16.self)
                .update(repeating: plane == 0 ? luma : chroma, count: count)
        }
    }
}
