import Testing

@testable import Transcode

@Suite struct CanvasTests {
    let picture = TestPicture(width: 16, height: 12)

    @Test func whatReachesOverTheEdgeIsCut() {
        picture.canvas.fill(x: -5, y: -5, width: 100, height: 100, .white)

        #expect(picture.rows(235) == Array(repeating: String(repeating: "#", count: 16), count: 12))
        #expect(picture.isFramed)
    }

    @Test func whatLiesOutsideDrawsNothing() {
        picture.canvas.fill(x: 16, y: 0, width: 4, height: 4, .white)
        picture.canvas.fill(x: 0, y: -9, width: 4, height: 9, .white)
        picture.canvas.fill(x: 4, y: 4, width: -2, height: 4, .white)

        #expect(picture.rows(7) == Array(repeating: String(repeating: "#", count: 16), count: 12))
    }

    @Test func chromaGoesWithTheLuma() {
        picture.canvas.fill(.black)
        picture.canvas.fill(x: 4, y: 2, width: 2, height: 2, Colour(255, 0, 0))

        #expect(picture.luma(4, 2) == 63)
        #expect(picture.chroma(4, 2) == [102, 240])
        #expect(picture.chroma(2, 2) == [128, 128])
        #expect(picture.chroma(6, 2) == [128, 128])
    }

    @Test func barsFillTheirAreaWithoutAGap() {
        picture.canvas.bars(x: 0, y: 0, width: 16, height: 12)

        #expect((0..<8).map { picture.luma($0 * 2, 5) } == Colour.bars.map(\.luma))
        #expect((0..<8).map { picture.luma($0 * 2 + 1, 5) } == Colour.bars.map(\.luma))
    }

    @Test func lettersAreDrawnDotByDot() {
        picture.canvas.fill(.black)
        picture.canvas.text("ié", x: 0, y: 0, scale: 1, .white)

        #expect(
            picture.rows(235).map { String($0.prefix(12)) } == [
                "............",
                "............",
                ".........#..",
                "..#.....#...",
                "............",
                ".##....###..",
                "..#...#...#.",
                "..#...#####.",
                "..#...#.....",
                ".###...###..",
                "............",
                "............",
            ])
    }

    @Test func aDotIsASquareOfTheScale() {
        let picture = TestPicture(width: 12, height: 24)
        picture.canvas.fill(.black)
        picture.canvas.text(".", x: 0, y: 0, scale: 2, .white, background: .grey)

        #expect(picture.rows(235)[15] == "............")
        #expect(picture.rows(235)[16...19].allSatisfy { $0 == "..####......" })
        #expect(picture.luma(0, 0) == Colour.grey.luma)
        #expect(picture.luma(11, 23) == Colour.grey.luma)
    }

    @Test func aLineThatIsTooWideEndsInAnEllipsis() {
        let wide = TestPicture(width: 40, height: 12)
        let cut = TestPicture(width: 40, height: 12)
        wide.canvas.fill(.black)
        cut.canvas.fill(.black)
        wide.canvas.centredText("abcdefghij", y: 0, scale: 1, .white)
        cut.canvas.text("abcde…", x: 2, y: 0, scale: 1, .white)

        #expect(wide.rows(235) == cut.rows(235))
    }
}
