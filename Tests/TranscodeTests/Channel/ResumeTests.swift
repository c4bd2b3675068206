import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

/// A worker that takes over anywhere continues the stream without a fault.
@Suite(.enabled(if: TestMedia.isHere, Comment(rawValue: TestMedia.missing)))
struct ResumeTests {
    private let clips: [(path: String?, length: Duration)] = [
        (TestMedia.bigBuckBunny.path, .microseconds(5_312_000)),
        (TestMedia.bikes.path, .seconds(2)),
        (TestMedia.carphone.path, .microseconds(4_004_000)),
    ]

    /// What the daemon knows of the units that viewers were given.
    private struct Given {
        var bytes: [UInt8] = []
        var continuity: [String: UInt8] = [:]
        var picture: Int64 = 0
        var sound: Int64 = 0
        var clock: Int64 = 0

        /// Everything before the last unit that began among the first `count` packets.
        init(_ stream: [UInt8], packets count: Int) {
            let size = TransportPacket.size
            var end = 0
            stream.withUnsafeBytes { all in
                let packets = (0..<count).map {
                    UnsafeRawBufferPointer(rebasing: all[($0 * size)...])
                }
                .compactMap { TransportPacket($0) }
                end = packets.lastIndex(where: \.startsUnit) ?? 0
                packets[..<end].forEach { note($0) }
            }
            bytes = Array(stream[..<(end * size)])
        }

        private mutating func note(_ packet: TransportPacket) {
            if packet.hasPayload { continuity["\(packet.pid)"] = packet.continuity }
            if let time = packet.clock { clock = unwrap(time / 300) }
            guard let times = packet.times else { return }
            if packet.pid == StreamLayout.videoPID {
                picture = max(picture, unwrap(times.presentation))
            } else {
                sound = unwrap(times.presentation) + 7_680
            }
        }

        private func unwrap(_ ticks: Int64) -> Int64 {
            StreamTime.unwrap(ticks, near: ChannelRun.evening)
        }
    }

    private static let small = OutputProfile(
        name: "small", width: 320, height: 180, maximumFrameRate: 60, videoBitrate: 500_000,
        audioBitrate: 96_000)

    @Test(
        arguments: [(small, 300), (small, 901), (small, 1502), (.hd720, 2903)]
            as [(OutputProfile, Int)])
    func atAnyInstant(profile: OutputProfile, packets: Int) throws {
        let first = try ChannelRun(.make(clips, profile: profile))
        try first.play(.seconds(4))
        let given = Given(first.bytes, packets: packets)
        let begin = StreamTime.airTime(given.picture + 3600)
        let items = StreamJob.make(clips + clips, profile: profile).items
        let second = try ChannelRun(
            StreamJob(
                channel: Channel.ID(1), number: ChannelNumber(1), name: "", profile: profile,
                clock: .init(air: begin, monotonic: 0), begin: begin, entry: .resume,
                soundBegin: StreamTime.airTime(given.sound),
                lastClock: StreamTime.airTime(given.clock), lead: .seconds(5),
                continuity: given.continuity, items: items))
        try second.play(.seconds(2))
        let report = StreamChecker.check(given.bytes + second.bytes)

        #expect(report.faults.map(\.description) == [])
        #expect(report.duration > .seconds(6))
    }
}
