import Broadcast
import Testing

@testable import Wire

@Suite struct NativeTunersTests {
    let here = ControlPeer(connection: 1, address: IPAddress(10, 77, 0, 3))
    let there = ControlPeer(connection: 2, address: IPAddress(10, 77, 0, 4))
    let world: ControlWorld
    let busy: ControlWorld
    var tuners = NativeTuners(count: 2)

    init() {
        let channels = [
            ControlWorld.Listed(number: ChannelNumber(2, 1), name: "Late Films"),
            ControlWorld.Listed(number: ChannelNumber(7), name: "News"),
        ]
        func world(_ viewers: [Int: ControlWorld.Viewer]) -> ControlWorld {
            ControlWorld(
                model: "hdhomerun5_atsc", hardware: "HDHR5-4US", version: "20261128",
                channels: channels, radio: RadioPlan(channels.map(\.number)), viewers: viewers)
        }
        self.world = world([:])
        busy = world([0: .init(address: "10.77.0.4", channel: ChannelNumber(7))])
    }

    mutating func ask(
        _ name: String, _ value: String? = nil, key: UInt32? = nil, from peer: ControlPeer? = nil,
        in other: ControlWorld? = nil
    ) -> String {
        let request = GetSetRequest(name: name, value: value, lockKey: key)
        let reply = tuners.answer(request, from: peer ?? here, in: other ?? world).reply
        #expect(reply.name == name)
        switch reply.result {
        case .success(let value): return value
        case .failure(let error): return error.text
        }
    }

    mutating func actions(
        _ name: String, _ value: String, from peer: ControlPeer? = nil,
        in other: ControlWorld? = nil
    ) -> [NativeTuners.Action] {
        let request = GetSetRequest(name: name, value: value)
        return tuners.answer(request, from: peer ?? here, in: other ?? world).actions
    }

    @Test mutating func theSystemDescribesItself() {
        let answers = ["model", "hwmodel", "version"].map { ask("/sys/\($0)") }
        #expect(answers == ["hdhomerun5_atsc", "HDHR5-4US", "20261128"])

        let help = ask("help")
        let features = ask("/sys/features").split(separator: "\n").map { $0.prefix { $0 != ":" } }
        #expect(help.hasPrefix("Supported configuration options:\n"))
        #expect(features == ["channelmap", "modulation", "auto-modulation"])
    }

    @Test mutating func anIdleTunerSaysSo() {
        let names = ["status", "lockkey", "target", "channel", "vchannel", "streaminfo", "filter"]
        let answers = names.map { ask("/tuner1/\($0)") }

        #expect(
            answers == [
                "ch=none lock=none ss=0 snq=0 seq=0 bps=0 pps=0", "none", "none", "none", "none",
                "none", "0x0000-0x1fff",
            ])
    }

    @Test(arguments: [
        "/nope", "/tuner2/status", "/tuner/status", "/tuner0/plpinfo", "/tuner0", "/sys/boot",
        "/ir/target", "/tuner99999999999999999999/status", "/tuner-1/status", "/tuner0/status/",
        "", "/tuner0/../sys/model",
    ])
    mutating func unknownNamesAreRefused(name: String) {
        let answer = ask(name)
        #expect(answer == "ERROR: unknown getset variable")
    }

    @Test mutating func aVirtualChannelIsTuned() {
        let answers = [
            ask("/tuner0/vchannel", "2.1 transcode=none"), ask("/tuner0/vchannel"),
            ask("/tuner0/status"), ask("/tuner0/vstatus"), ask("/tuner0/streaminfo"),
            ask("/tuner0/vchannel", "9"), ask("/tuner0/vchannel", "4294967296"),
            ask("/tuner0/vchannel", "none"), ask("/tuner0/status"),
        ]

        #expect(
            answers == [
                "2.1", "2.1", "ch=auto:57000000 lock=8vsb ss=100 snq=100 seq=100 bps=0 pps=0",
                "vch=2.1 name=Late_Films auth=unspecified cci=none cgms=none",
                "1: 2.1 Late Films\ntsid=0x0001\nonid=0x0001\n", "ERROR: unknown channel",
                "ERROR: invalid value", "none", "ch=none lock=none ss=0 snq=0 seq=0 bps=0 pps=0",
            ])
    }

    @Test mutating func aFrequencyOfTheAntennaCarriesAChannel() {
        let answers = [
            ask("/tuner0/channel", "auto6t:63000000"), ask("/tuner0/vchannel"),
            ask("/tuner0/channel"), ask("/tuner0/channel", "8vsb:2"), ask("/tuner0/vchannel"),
            ask("/tuner0/channel", "auto:599000000"), ask("/tuner0/status"),
            ask("/tuner0/channel", "auto"), ask("/tuner0/channel", "auto:"),
            ask("/tuner0/channel", "AUTO:57000000"),
        ]

        #expect(
            answers == [
                "auto6t:63000000", "7", "auto6t:63000000", "8vsb:2", "2.1", "auto:599000000",
                "ch=auto:599000000 lock=none ss=0 snq=0 seq=0 bps=0 pps=0", "ERROR: invalid value",
                "ERROR: invalid value", "ERROR: invalid value",
            ])
    }

    @Test mutating func onlyTheKeyHolderMaySet() {
        let answers = [
            ask("/tuner0/lockkey", "1234"), ask("/tuner0/lockkey", from: there),
            ask("/tuner0/vchannel", "7", from: there), ask("/tuner0/vchannel", "7", key: 1234),
            ask("/tuner0/lockkey", "77", from: there), ask("/tuner0/lockkey", "99", key: 1234),
            ask("/tuner0/channel", "none", key: 1234), ask("/tuner0/lockkey", "none", key: 99),
            ask("/tuner0/lockkey"),
        ]

        #expect(
            answers == [
                "10.77.0.3", "10.77.0.3", "ERROR: resource locked by 10.77.0.3", "7",
                "ERROR: resource locked by 10.77.0.3", "10.77.0.3",
                "ERROR: resource locked by 10.77.0.3", "none", "none",
            ])
    }

    @Test mutating func forceClearsADeadLock() {
        let answers = [
            ask("/tuner0/lockkey", "1"), ask("/tuner0/lockkey", "force", from: there),
            ask("/tuner0/lockkey"), ask("/tuner0/lockkey", "0"),
            ask("/tuner0/lockkey", "4294967296"), ask("/tuner0/lockkey", "x"),
        ]
        let bad = "ERROR: invalid value"
        #expect(answers == ["10.77.0.3", "none", "none", bad, bad, bad])
    }

    @Test mutating func aViewerOverHTTPHoldsTheLock() {
        let answers = [
            ask("/tuner0/lockkey", in: busy), ask("/tuner0/target", in: busy),
            ask("/tuner0/vchannel", in: busy), ask("/tuner0/channel", "auto:2", in: busy),
            ask("/tuner0/lockkey", "5", in: busy), ask("/tuner0/lockkey", "force", in: busy),
            ask("/tuner1/lockkey", in: busy),
        ]
        let locked = "ERROR: resource locked by 10.77.0.4"
        #expect(
            answers == ["10.77.0.4", "http://10.77.0.4", "7", locked, locked, locked, "none"])

        let evicted = actions("/tuner0/lockkey", "force", from: there, in: busy)
        #expect(evicted == [.evict(0)])
    }

    @Test mutating func aTargetPlaysAndNoneStops() throws {
        let target = try StreamTarget("rtp://10.77.0.3:5000", from: here.address)
        let steps = [
            actions("/tuner0/vchannel", "7"), actions("/tuner0/target", "rtp://10.77.0.3:5000"),
            actions("/tuner0/filter", "0x0000 0x0100-0x0101"), actions("/tuner0/vchannel", "2.1"),
            actions("/tuner0/vchannel", "2.1"), actions("/tuner0/target", "none"),
        ]
        let filter = try #require(PIDFilter("0x0000 0x0100-0x0101"))

        #expect(
            steps == [
                [],
                [.claim(0, owner: here.address), .play(0, ChannelNumber(7), target, .everything)],
                [.filter(0, filter)], [.play(0, ChannelNumber(2, 1), target, filter)], [],
                [.stop(0), .release(0)],
            ])
        #expect(filter.contains(0x101) && !filter.contains(0x1000))
    }

    @Test mutating func aLockKeepsTheTunerAfterTheTarget() {
        let steps = [
            actions("/tuner0/lockkey", "8"), actions("/tuner0/lockkey", "none"),
            actions("/tuner0/target", "udp://10.77.0.4:5000"),
        ]
        #expect(steps == [[.claim(0, owner: here.address)], [], []])
    }

    @Test mutating func anAbandonedSessionEndsAfterThirtySeconds() {
        _ = ask("/tuner0/vchannel", "7")
        _ = ask("/tuner0/target", "udp://10.77.0.3:5000")
        let open = tuners.expire(at: .seconds(1000))
        tuners.closed(here.connection, at: .seconds(1000))
        tuners.keepalive(from: here.address, port: 5000, key: 0, at: .seconds(1020))
        tuners.keepalive(from: here.address, port: 5001, key: 0, at: .seconds(1040))
        tuners.keepalive(from: here.address, port: 5000, key: 3, at: .seconds(1040))
        let early = tuners.expire(at: .seconds(1049))
        let late = tuners.expire(at: .seconds(1050))

        #expect(open == [] && early == [])
        #expect(late == [.stop(0), .release(0)])
        let answers = ["target", "vchannel", "lockkey"].map { ask("/tuner0/\($0)") }
        #expect(answers == ["none", "none", "none"])
    }

    @Test mutating func aRefusedStreamLosesItsTarget() throws {
        let target = try StreamTarget("udp://10.77.0.3:5000", from: here.address)
        _ = ask("/tuner0/vchannel", "7")
        _ = ask("/tuner0/target", target.text)
        let ended = tuners.streamEnded(0, to: target)
        let again = tuners.streamEnded(0, to: target)

        #expect(ended == [.stop(0), .release(0)] && again == [])
        let answers = ["target", "vchannel"].map { ask("/tuner0/\($0)") }
        #expect(answers == ["none", "7"])
    }

    @Test(arguments: ["/sys/model", "/sys/restart", "/tuner0/status", "/tuner0/streaminfo", "help"])
    mutating func whatIsReadOnlyIsNotSet(name: String) {
        let answer = ask(name, "1")
        #expect(answer.hasPrefix("ERROR: "))
    }

    @Test mutating func mapsAndProgramsAreChecked() {
        let answers = [
            ask("/tuner0/channelmap", "us-cable"), ask("/tuner0/channelmap"),
            ask("/tuner0/channelmap", "moon"), ask("/tuner0/program", "1"), ask("/tuner0/program"),
            ask("/tuner0/program", "one"), ask("/tuner0/filter", "0x2000"),
            ask("/tuner0/filter", "0x10-0x01"), ask("/tuner0/filter", ""),
        ]
        let bad = "ERROR: invalid value"
        #expect(answers == ["us-cable", "us-cable", bad, "1", "1", bad, bad, bad, bad])
    }
}
