import Testing
import Wire

@testable import Transcode

@Suite struct CopyGroupTests {
    private func unit(_ presentation: Int64, _ decoding: Int64) -> AccessUnit {
        AccessUnit(bytes: [1], presentation: presentation, decoding: decoding, isKey: false)
    }

    /// Frames at which pictures leave, of pictures that come with these; `nil` where one is missing.
    private func shown(_ frames: [Int64], end: Int64) -> [Int64]? {
        var group = CopyGroup(end: end * 3600, frame: 3600)
        var passed: [AccessUnit] = []
        for (index, frame) in frames.enumerated() {
            guard let units = group.pass(unit(frame * 3600, Int64(index - 2) * 3600)) else {
                return nil
            }
            passed += units
        }
        guard let rest = group.finish() else { return nil }
        return (passed + rest).map { $0.presentation / 3600 }
    }

    @Test func picturesBeforeTheEndPassAndNoneAfter() {
        #expect(shown(Array(0..<10), end: 4) == [0, 1, 2, 3])
        #expect(shown(Array(0..<3), end: 4) == [0, 1, 2])
        #expect(shown([0, 3, 1, 2, 6, 4, 5, 9, 7, 8], end: 7) == [0, 3, 1, 2, 6, 4, 5])
    }

    @Test func aPictureNeededByEarlierOnesTakesThePlaceOfOneThatNothingNeeds() {
        #expect(shown([0, 3, 1, 2, 6, 4, 5, 9, 7, 8], end: 6) == [0, 3, 1, 2, 5, 4])
        #expect(shown([0, 3, 1, 2, 6, 4, 5, 9, 7, 8], end: 5) == [0, 3, 1, 2, 4])
        #expect(shown([0, 4, 2, 1, 3, 8, 6, 5, 7], end: 7) == [0, 4, 2, 1, 3, 6, 5])
    }

    @Test func aMissingPictureIsFoundBeforeTheOnesAroundItLeave() {
        #expect(shown([0, 1, 2, 5, 6], end: 9) == nil)
        #expect(shown([0, 3, 6, 4, 5], end: 9) == nil)
        #expect(shown([0, 3, 1, 1, 2], end: 9) == nil)
        #expect(shown([0, 1, 3, 5, 6], end: 9) == [0, 1, 3, 5, 6])
    }

    @Test func itIsOverWithTheFirstGroupShownAfterTheEnd() {
        var group = CopyGroup(end: 10_000, frame: 3600)
        _ = group.pass(unit(7200, 0))
        _ = group.pass(unit(10_800, 3600))
        #expect(!group.isOver)
        _ = group.pass(unit(14_400, 7200))
        #expect(group.isOver)
    }
}
