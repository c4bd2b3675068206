import Broadcast
import StreamChecker
import Testing
import Wire

@testable import Transcode

@Suite struct SlateTests {
    private let profile = OutputProfile(
        name: "small", width: 320, height: 180, maximumFrameRate: 30, videoBitrate: 500_000,
        audioBitrate: 64_000)

    @Test func aSlateContinuesAnyStreamWithoutAFault() throws {
        let run = try ChannelRun(.make([(nil, .seconds(60))], profile: profile))
        try run.play(.seconds(1))
        let job = SlateJob(
            profile: profile, number: ChannelNumber(5), name: "Five", text: "Back in a moment")
        let pictures = try SlateWorker.pictures(job)
        let line = try JSONLine.encode(WorkerEvent.slate(pictures: pictures))
        #expect(try JSONLine.decode(WorkerEvent.self, from: line) == .slate(pictures: pictures))

        let given = StreamGiven(run.bytes)
        var reel = try #require(
            SlateReel(
                pictures, pictureBegin: given.picture + 3600, soundBegin: given.sound,
                continuity: given.continuity, lastClock: given.clock))
        var bytes = given.bytes
        for _ in 0..<8 { bytes += reel.packets(until: reel.end + 45_000) }
        let report = StreamChecker.check(bytes)

        #expect(pictures.map(\.isKey) == [true] + [Bool](repeating: false, count: 49))
        #expect(report.faults.map(\.description) == [])
        #expect(report.duration > .seconds(9))
    }
}

/// What viewers were given of a stream: everything before its last unit.
private struct StreamGiven {
    var bytes: [UInt8]
    var continuity: [Int: UInt8] = [:]
    var picture: Int64 = 0
    var sound: Int64 = 0
    var clock: Int64 = 0

    init(_ stream: [UInt8]) {
        bytes = stream
        let size = TransportPacket.size
        stream.withUnsafeBytes { all in
            let packets = stride(from: 0, to: all.count, by: size).compactMap {
                TransportPacket(UnsafeRawBufferPointer(rebasing: all[$0...]))
            }
            let end = packets.lastIndex { $0.startsUnit && $0.pid == StreamLayout.videoPID } ?? 0
            packets[..<end].forEach { note($0) }
            bytes = Array(stream[..<(end * size)])
        }
    }

    private mutating func note(_ packet: TransportPacket) {
        func unwrap(_ ticks: Int64) -> Int64 {
            StreamTime.unwrap(ticks, near: ChannelRun.evening)
        }
        if packet.hasPayload { continuity[packet.pid] = packet.continuity }
        if let time = packet.clock { clock = unwrap(time / 300) }
        guard let times = packet.times else { return }
        if packet.pid == StreamLayout.videoPID {
            picture = max(picture, unwrap(times.presentation))
        } else {
            sound = unwrap(times.presentation) + 7_680
        }
    }
}
