import Broadcast
import Testing

@testable import Transcode

@Suite struct PictureFitTests {
    private func fit(_ width: Int, _ height: Int, _ sample: (Int, Int) = (1, 1)) -> [Int] {
        let fit = PictureFit(width: width, height: height, sample: sample, into: (1280, 720))
        return [fit.x, fit.y, fit.width, fit.height]
    }

    @Test func theSameShapeFillsTheFrame() {
        #expect(fit(1920, 1080) == [0, 0, 1280, 720])
        #expect(fit(854, 480) == [0, 0, 1280, 720])
        #expect(fit(720, 576, (64, 45)) == [0, 0, 1280, 720])
    }

    @Test func otherShapesKeepTheirsBetweenBars() {
        #expect(fit(640, 480) == [160, 0, 960, 720])
        #expect(fit(1920, 800) == [0, 92, 1280, 534])
        #expect(fit(720, 576, (16, 15)) == [160, 0, 960, 720])
    }

    @Test func aPictureCanFillTheFrameInstead() {
        let cut = PictureFit(
            width: 640, height: 480, sample: (1, 1), into: (1280, 720), .crop)
        let wide = PictureFit(
            width: 1920, height: 800, sample: (1, 1), into: (1280, 720), .crop)
        let stretched = PictureFit(
            width: 640, height: 480, sample: (1, 1), into: (1280, 720), .stretch)

        #expect([cut.width, cut.height, cut.cropX, cut.cropY] == [1280, 720, 0, 60])
        #expect([wide.width, wide.height, wide.cropX, wide.cropY] == [1280, 720, 248, 0])
        #expect([stretched.width, stretched.height, stretched.cropY] == [1280, 720, 0])
    }

    @Test func extremeShapesStillShow() {
        #expect(fit(10_000, 1) == [0, 358, 1280, 2])
        #expect(fit(1, 10_000) == [638, 0, 2, 720])
        #expect(fit(640, 480, (0, 1)) == [160, 0, 960, 720])
    }
}
