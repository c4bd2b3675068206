import Broadcast
import Testing
import Wire

import struct NIOCore.ByteBuffer

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct NativeControlTests {
    /// Real tuners that note what is asked of them.
    private actor Tuners: Service.Tuners {
        var calls: [String] = []
        var viewer: TunerSnapshot.Use?

        func watch(from peer: String) {
            viewer = .init(
                session: Session.ID(1), number: ChannelNumber(7), name: "News", peer: peer,
                transport: .http, rate: 8_000_000)
        }

        func tune(_ request: TuneRequest) async throws(TuneError) -> TunedStream {
            calls.append("tune \(request.number) on \(request.tuner ?? -1)")
            throw .noVideoData
        }

        func leave(_ session: Session.ID) async {}
        func kick(_ session: Session.ID) async -> Bool { false }
        func snapshot() async -> [SessionSnapshot] { [] }
        func tuners() async -> [TunerSnapshot] { [.init(index: 0, use: viewer, lockedBy: nil)] }

        func lock(tuner: Int, key: UInt32, owner: String, presenting: UInt32?)
            async
            throws(LockError)
        {
            if let viewer { throw .lockedBy(viewer.peer) }
            calls.append("lock \(tuner) for \(owner)")
        }

        func unlock(tuner: Int, presenting: UInt32?) async throws(LockError) {
            calls.append("unlock \(tuner)")
        }

        func forceUnlock(tuner: Int, by peer: String) async throws(LockError) {
            calls.append("force \(tuner) by \(peer)")
            viewer = nil
        }

        func permit(tuner: Int, presenting: UInt32?) async throws(LockError) {}
    }

    private let tuners = Tuners()
    private let control: NativeControl
    private let peer = ControlPeer(connection: 1, address: IPAddress(127, 0, 0, 1))

    init() {
        control = NativeControl(
            tuners: tuners, identity: RespondersTests.appliance.identity, key: 1,
            instant: { .zero },
            channels: {
                [Channel(id: Channel.ID(1), number: ChannelNumber(7), name: "News")]
            })
    }

    private func ask(_ name: String, _ value: String? = nil) async -> String {
        let reply = await control.answer(
            GetSetRequest(name: name, value: value), from: peer, scope: 0)
        switch reply.result {
        case .success(let value): return value
        case .failure(let error): return error.text
        }
    }

    @Test func aLockIsTakenOnTheRealTunerAndGivenBack() async {
        #expect(await ask("/tuner0/lockkey", "5") == "127.0.0.1")
        #expect(await control.isHolding(1))
        await control.end()

        #expect(await tuners.calls == ["lock 0 for 127.0.0.1", "unlock 0"])
        #expect(await ask("/tuner0/lockkey") == "none")
    }

    @Test func aViewerWhoCameFirstKeepsTheTuner() async {
        await tuners.watch(from: "10.77.0.4")

        #expect(await ask("/tuner0/lockkey", "5") == "ERROR: resource locked by 10.77.0.4")
        #expect(await ask("/tuner0/status").contains("bps=8000000"))
        #expect(await tuners.calls.isEmpty)
    }

    @Test func aViewerOfTheSameHostIsEvicted() async {
        await tuners.watch(from: "127.0.0.1")

        #expect(await ask("/tuner0/lockkey", "force") == "none")
        #expect(await tuners.calls == ["force 0 by 127.0.0.1"])
    }

    @Test func aStreamThatCannotStartLosesItsTarget() async {
        #expect(await ask("/tuner0/vchannel", "7") == "7")
        #expect(await ask("/tuner0/target", "udp://127.0.0.1:5000") == "udp://127.0.0.1:5000")
        while await ask("/tuner0/target") != "none" { await Task.yield() }

        #expect(
            await tuners.calls == ["lock 0 for 127.0.0.1", "tune 7 on 0", "unlock 0"])
    }
}
