import Broadcast
import Testing

@Suite struct RingIndexTests {
    /// A key picture every 2 s, 1,000 bytes a second, the first at air second 100.
    private func ring(seconds: Int64) -> RingIndex {
        var ring = RingIndex()
        for second in stride(from: 0, to: seconds, by: 2) {
            ring.publish(
                upTo: (second + 2) * 1_000,
                entries: [.init(offset: second * 1_000, air: AirTime(seconds: 100 + second))])
        }
        return ring
    }

    @Test func aViewerBeginsAtThePictureOnAirNow() {
        let entry = ring(seconds: 10).joinPoint(at: AirTime(microseconds: 105_900_000))

        #expect(entry == .init(offset: 4_000, air: AirTime(seconds: 104)))
    }

    @Test func aViewerWhoIsEarlyBeginsAtTheFirstPicture() {
        #expect(ring(seconds: 10).joinPoint(at: AirTime(seconds: 90))?.offset == 0)
        #expect(RingIndex().joinPoint(at: AirTime(seconds: 90)) == nil)
    }

    @Test func trimmingKeepsThePictureOnAirAndWhatFollows() {
        var ring = ring(seconds: 20)

        #expect(
            ring.trim(at: AirTime(seconds: 111), grace: .seconds(1), recent: .max, capacity: .max)
                == 10_000)
        #expect(ring.joinPoint(at: AirTime(seconds: 111))?.offset == 10_000)
    }

    @Test func trimmingNeverLetsTheLastPictureGo() {
        var ring = ring(seconds: 10)

        #expect(
            ring.trim(at: AirTime(seconds: 900), grace: .zero, recent: .max, capacity: .max)
                == 8_000)
    }

    @Test func whatHasJustComeIsKept() {
        var ring = ring(seconds: 20)

        #expect(
            ring.trim(at: AirTime(seconds: 111), grace: .zero, recent: 3_000, capacity: .max)
                == 3_000)
    }

    @Test func capacityWinsOverTime() {
        var ring = ring(seconds: 10)

        #expect(
            ring.trim(at: AirTime(seconds: 100), grace: .zero, recent: .max, capacity: 5_000)
                == 5_000)
        #expect(ring.entries.map(\.offset) == [6_000, 8_000])
    }

    @Test func aViewerWhoFellBehindJumpsToTheNewestPicture() throws {
        var ring = ring(seconds: 10)
        ring.trim(at: AirTime(seconds: 107), grace: .zero, recent: .max, capacity: .max)

        let kept = try #require(ring.resume(at: 6_000))
        #expect(kept.offset == 6_000 && !kept.jumped)
        let moved = try #require(ring.resume(at: 5_999))
        #expect(moved.offset == 8_000 && moved.jumped)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func whatIsHeldStaysWithinItsBounds(seed: UInt64) {
        var random = Lots(seed: seed)
        var ring = RingIndex()
        var air = AirTime(seconds: 100)
        for _ in 0..<3_000 {
            air = air + .milliseconds(random.below(2_000))
            let offset = ring.end
            let entries = random.below(3) == 0 ? [RingIndex.Entry(offset: offset, air: air)] : []
            ring.publish(upTo: offset + Int64(1 + random.below(9)) * 188, entries: entries)
            ring.trim(
                at: air - .milliseconds(random.below(6_000)), grace: .seconds(1), recent: .max,
                capacity: 188 * 60)
            #expect(ring.start <= ring.end && ring.end - ring.start <= 188 * 60)
            #expect(ring.entries.allSatisfy { (ring.start..<ring.end).contains($0.offset) })
            if let join = ring.joinPoint(at: air) {
                #expect(ring.resume(at: join.offset)?.offset == join.offset)
            }
        }
    }
}
