import Testing

@testable import Transcode

@Suite struct ColourTests {
    @Test func greysHaveNoChroma() {
        for (level, luma) in [(0, 16), (255, 235), (128, 126)] {
            let colour = Colour(level, level, level)
            #expect(colour.luma == UInt8(luma))
            #expect(colour.blue == 128 && colour.red == 128)
        }
    }

    @Test func primariesAreThoseOfBT709() {
        let colours = [Colour(255, 0, 0), Colour(0, 255, 0), Colour(0, 0, 255)]
        #expect(colours.map(\.luma) == [63, 173, 32])
        #expect(colours.map(\.blue) == [102, 42, 240])
        #expect(colours.map(\.red) == [240, 26, 118])
    }
}
