import Testing
import Wire

@testable import Transcode

@Suite struct CopyCutTests {
    private func unit(_ presentation: Int64, _ decoding: Int64) -> AccessUnit {
        AccessUnit(bytes: [1], presentation: presentation, decoding: decoding, isKey: false)
    }

    /// Presentation times that leave, of pictures given as (presentation, decoding).
    private func shown(_ units: [(Int64, Int64)], end: Int64) -> [Int64] {
        var cut = CopyCut(end: end)
        return units.flatMap { cut.pass(unit($0.0, $0.1)) }.map(\.presentation)
    }

    @Test func picturesBeforeTheEndPassAndNoneAfter() {
        let units = (0..<10).map { (Int64($0) * 3600, Int64($0) * 3600) }

        #expect(shown(units, end: 14_400) == [0, 3600, 7200, 10_800])
    }

    @Test func aPictureNeededByEarlierOnesIsShownJustBeforeTheEnd() {
        // Shown as I0 B1 B2 P3 | B4 B5 P6, each decoded two places earlier.
        let units: [(Int64, Int64)] = [
            (0, -7200), (10_800, -3600), (3600, 0), (7200, 3600), (21_600, 7200), (14_400, 10_800),
        ]

        #expect(shown(units, end: 10_000) == [0, 9939, 3600, 7200])
        #expect(shown(units, end: 14_400) == [0, 10_800, 3600, 7200])
    }

    @Test func squeezedPicturesKeepTheirOrder() {
        let units: [(Int64, Int64)] = [(40_000, 0), (30_000, 1), (20_000, 2), (9000, 3)]

        #expect(shown(units, end: 10_000) == [9999, 9999, 9975, 9000])
    }

    @Test func itIsOverWhenNothingEarlierCanCome() {
        var cut = CopyCut(end: 10_000)
        _ = cut.pass(unit(20_000, 9_000))
        #expect(!cut.isOver)
        _ = cut.pass(unit(20_000, 10_000))
        #expect(cut.isOver)
    }
}
