import Broadcast
import NIOCore
import Testing
import Wire

@testable import Service

@Suite struct SegmentBoundsTests {
    private func segment(_ number: Int, bytes: Int) -> SegmentCutter.Segment {
        let begin = AirTime(seconds: Int64(number) * 2)
        return SegmentCutter.Segment(
            listing: .init(number: number, begin: begin, duration: .seconds(2)),
            bytes: [ByteBuffer(repeating: 0, count: bytes)])
    }

    @Test func anOrdinaryStreamKeepsTenSegments() {
        var shelf = SegmentShelf()
        for number in 0..<20 { shelf.add([segment(number, bytes: 1 << 10)]) }
        #expect((0..<20).filter { shelf[$0] != nil } == Array(10..<20))
        #expect(shelf.listing.map(\.number) == Array(14..<20))
    }

    @Test func aHeavyStreamKeepsFewerButEnoughToBegin() {
        var shelf = SegmentShelf()
        for number in 0..<20 { shelf.add([segment(number, bytes: 5 << 20)]) }
        #expect((0..<20).filter { shelf[$0] != nil } == Array(16..<20))
        for number in 20..<30 { shelf.add([segment(number, bytes: 11 << 20)]) }
        #expect((0..<30).filter { shelf[$0] != nil } == Array(27..<30))
    }

    @Test func aStreamWithoutKeyPicturesIsGivenUp() throws {
        var cutter = SegmentCutter()
        var packets = Packets()
        let begin = AirTime(seconds: 100)
        _ = try cutter.take(ByteBuffer(bytes: packets.second(at: begin)), at: begin)
        let null: [UInt8] = [0x47, 0x1F, 0xFF, 0x10] + Array(repeating: 0xFF, count: 184)
        let nulls = ByteBuffer(bytes: Array(repeating: null, count: 5_000).joined())
        #expect(throws: SegmentCutter.Endless.self) {
            for _ in 0..<20 { _ = try cutter.take(nulls, at: begin) }
        }
    }
}
