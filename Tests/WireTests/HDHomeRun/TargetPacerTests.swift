import Testing

@testable import Wire

@Suite struct TargetPacerTests {
    /// A packet on `pid`, with a clock reference in milliseconds if there is one.
    static func packet(_ pid: Int, clock: Int64? = nil, mark: UInt8 = 0) -> [UInt8] {
        var bytes = [0x47, UInt8(pid >> 8), UInt8(pid & 255), 0x10] as [UInt8]
        if let clock {
            let base = clock * 90 % (1 << 33)
            bytes[3] = 0x30
            bytes += [7, 0x10] + [25, 17, 9, 1].map { UInt8(truncatingIfNeeded: base >> $0) }
            bytes += [UInt8(base & 1) << 7 | 0x7E, 0]
        }
        return bytes + [UInt8](repeating: mark, count: 188 - bytes.count)
    }

    static func pacer(_ form: StreamTarget.Form, filter: PIDFilter = .everything) -> TargetPacer {
        TargetPacer(form: form, filter: filter, clockPID: 0x100, source: 0x0102_FFFF)
    }

    @Test func sevenPacketsMakeADatagramSpreadOverTheClocksTime() {
        var pacer = Self.pacer(.udp)
        var sent: [TargetPacer.Datagram] = []
        for second in 0..<3 {
            sent += pacer.add(Self.packet(0x100, clock: Int64(second) * 100))
            for _ in 1..<70 { sent += pacer.add(Self.packet(0x101)) }
        }

        #expect(sent.count == 20)
        #expect(sent.allSatisfy { $0.bytes.count == 1316 && $0.bytes[0] == 0x47 })
        #expect(sent.map(\.due) == sent.map(\.due).sorted())
        #expect(sent[9].due > .milliseconds(98) && sent[9].due < .milliseconds(99))
        #expect(sent[10].due > .milliseconds(100) && sent[10].due < .milliseconds(110))
    }

    @Test func rtpHasItsHeaderAndCounts() {
        var pacer = Self.pacer(.rtp)
        let packets = (0..<40).flatMap { Self.packet(0x100, clock: Int64($0) * 10) }
        let sent = pacer.add(packets)

        #expect(sent.map(\.bytes.count) == Array(repeating: 1328, count: 5))
        #expect(sent[0].bytes.prefix(4) == [0x80, 33, 0xFF, 0xFF])
        #expect(sent[1].bytes.prefix(4) == [0x80, 33, 0x00, 0x00])
        #expect(sent[1].bytes[8..<12] == [0x01, 0x02, 0xFF, 0xFF])
        #expect(sent[1].bytes[12] == 0x47)
    }

    @Test func onlyWantedPacketsAreSent() throws {
        var pacer = Self.pacer(.udp, filter: try #require(PIDFilter("0x0101")))
        var sent: [TargetPacer.Datagram] = []
        for time in 0..<21 {
            sent += pacer.add(Self.packet(0x100, clock: Int64(time)) + Self.packet(0x101, mark: 9))
        }

        #expect(sent.count == 2)
        #expect(sent.allSatisfy { $0.bytes[1] == 1 && $0.bytes[2] == 1 })
    }

    @Test func aClockThatJumpsOrWrapsTakesNoExtraTime() {
        var pacer = Self.pacer(.udp)
        let wrap = Int64(1 << 33) / 90
        let times = [wrap - 10, wrap + 10, 5_000_000, 5_000_020, 100, 120]
        let sent = times.flatMap { time in
            pacer.add(Self.packet(0x100, clock: time) + (0..<6).flatMap { _ in Self.packet(0x101) })
        }

        #expect(sent.map { $0.due.components.seconds } == [0, 0, 0, 0, 0])
        #expect((sent.last?.due ?? .zero) < .milliseconds(80))
    }

    @Test func aStreamWithoutAClockStaysBounded() {
        var pacer = Self.pacer(.udp)
        let sent = (0..<10_000).flatMap { _ in pacer.add(Self.packet(0x101)) }

        #expect(sent.count * 7 > 10_000 - 4096 - 7)
    }
}
