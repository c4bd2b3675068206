import Broadcast
import Testing

@Suite struct TunerLedgerTests {
    let one = Channel.ID(1)
    let two = Channel.ID(2)

    private func join(
        _ ledger: inout TunerLedger, _ id: Int, _ channel: Channel.ID, host: String = "10.0.0.2",
        transport: Session.Transport = .http, tuner: Int? = nil, key: UInt32? = nil
    ) throws(TunerLedger.Refusal) -> Int? {
        try ledger.join(
            Session.ID(id), to: channel, host: host, transport: transport, tuner: tuner, key: key
        ).tuner
    }

    @Test func theHighestFreeTunerIsGivenFirst() throws {
        var ledger = TunerLedger(tuners: 2)

        #expect(try join(&ledger, 1, one) == 1)
        #expect(try join(&ledger, 2, two) == 0)
    }

    @Test func twoViewersOfOneChannelHoldTwoTuners() throws {
        var ledger = TunerLedger(tuners: 2)
        _ = try join(&ledger, 1, one)
        _ = try join(&ledger, 2, one)

        #expect(throws: TunerLedger.Refusal.allTunersInUse) { try join(&ledger, 3, one) }
    }

    @Test func tunersThatCountChannelsAreShared() throws {
        var ledger = TunerLedger(tuners: 1, countsChannels: true)
        _ = try join(&ledger, 1, one)

        #expect(try join(&ledger, 2, one) == 0)
        #expect(throws: TunerLedger.Refusal.allTunersInUse) { try join(&ledger, 3, two) }
        #expect(throws: TunerLedger.Refusal.tunerInUse) { try join(&ledger, 3, two, tuner: 0) }
    }

    @Test func leavingFreesTheTunerAndMayBeSaidTwice() throws {
        var ledger = TunerLedger(tuners: 1)
        _ = try join(&ledger, 1, one)

        #expect(ledger.leave(Session.ID(1))?.tuner == 0)
        #expect(ledger.leave(Session.ID(1)) == nil)
        #expect(try join(&ledger, 2, two) == 0)
    }

    @Test func aPinnedTunerIsThatOneOrNone() throws {
        var ledger = TunerLedger(tuners: 2)

        #expect(try join(&ledger, 1, one, tuner: 0) == 0)
        #expect(throws: TunerLedger.Refusal.tunerInUse) { try join(&ledger, 2, two, tuner: 0) }
        #expect(throws: TunerLedger.Refusal.unknownTuner) { try join(&ledger, 2, two, tuner: 2) }
    }

    @Test func aPreviewHoldsNoTuner() throws {
        var ledger = TunerLedger(tuners: 1)
        _ = try join(&ledger, 1, one)

        #expect(try join(&ledger, 2, one, transport: .hls) == nil)
    }

    @Test func aHostMayBeCapped() throws {
        var ledger = TunerLedger(tuners: 3, limits: .init(perHost: 1))
        _ = try join(&ledger, 1, one, host: "10.0.0.2")

        #expect(throws: TunerLedger.Refusal.tooManyConnections) {
            try join(&ledger, 2, two, host: "10.0.0.2")
        }
        #expect(try join(&ledger, 3, two, host: "10.0.0.3") == 1)
    }

    @Test func aChannelIsCappedWithPreviewsCounted() throws {
        var ledger = TunerLedger(tuners: 4, limits: .init(perChannel: 2))
        _ = try join(&ledger, 1, one)
        _ = try join(&ledger, 2, one, transport: .hls)

        #expect(throws: TunerLedger.Refusal.tooManyConnections) { try join(&ledger, 3, one) }
    }

    @Test func aLockTakesTheTunerFromAllButItsKey() throws {
        var ledger = TunerLedger(tuners: 1)
        try ledger.lock(tuner: 0, key: 7, owner: "10.0.0.9", presenting: nil)

        #expect(throws: TunerLedger.Refusal.allTunersInUse) { try join(&ledger, 1, one) }
        #expect(throws: TunerLedger.Refusal.tunerInUse) { try join(&ledger, 1, one, tuner: 0) }
        #expect(try join(&ledger, 1, one, transport: .native, tuner: 0, key: 7) == 0)
    }

    @Test func onlyTheKeyChangesOrReleasesALock() throws {
        var ledger = TunerLedger(tuners: 1)
        try ledger.lock(tuner: 0, key: 7, owner: "10.0.0.9", presenting: nil)
        let denied = TunerLedger.Denial.lockedBy("10.0.0.9")

        #expect(throws: denied) {
            try ledger.lock(tuner: 0, key: 8, owner: "10.0.0.3", presenting: 8)
        }
        #expect(throws: denied) { try ledger.unlock(tuner: 0, presenting: nil) }
        try ledger.lock(tuner: 0, key: 8, owner: "10.0.0.9", presenting: 7)
        try ledger.unlock(tuner: 0, presenting: 8)
        #expect(ledger.owner(of: 0) == nil)
    }

    @Test func anHTTPViewerCountsAsALockOfItsAddress() throws {
        var ledger = TunerLedger(tuners: 1)
        _ = try join(&ledger, 1, one, host: "10.0.0.2")
        let denied = TunerLedger.Denial.lockedBy("10.0.0.2")

        #expect(ledger.owner(of: 0) == "10.0.0.2")
        #expect(throws: denied) { try ledger.permit(tuner: 0, presenting: nil) }
        #expect(throws: denied) {
            try ledger.lock(tuner: 0, key: 1, owner: "10.0.0.3", presenting: nil)
        }
        #expect(throws: denied) { _ = try ledger.forceUnlock(tuner: 0, by: "10.0.0.3") }
        #expect(try ledger.forceUnlock(tuner: 0, by: "10.0.0.2") == [Session.ID(1)])
    }

    @Test func forceBreaksANativeLockForAnyone() throws {
        var ledger = TunerLedger(tuners: 1)
        try ledger.lock(tuner: 0, key: 7, owner: "10.0.0.9", presenting: nil)

        #expect(try ledger.forceUnlock(tuner: 0, by: "10.0.0.3").isEmpty)
        try ledger.permit(tuner: 0, presenting: nil)
    }

    @Test(arguments: [UInt64(1), 2, 3], [false, true])
    func noTunerIsEverHeldTwiceOrLost(seed: UInt64, countsChannels: Bool) {
        var random = Lots(seed: seed)
        var ledger = TunerLedger(tuners: 3, countsChannels: countsChannels)
        for step in 1...2_000 {
            let channel = Channel.ID(Int64(random.below(4)))
            if random.below(5) < 3 {
                _ = try? ledger.join(
                    Session.ID(step), to: channel, host: "h", transport: .http,
                    tuner: random.below(2) == 0 ? nil : random.below(4))
            } else {
                ledger.leave(Session.ID(step - random.below(6)))
            }
            for tuner in 0..<3 {
                let watching = ledger.viewers(on: tuner)
                #expect(Set(watching).count == watching.count)
                #expect(watching.allSatisfy { ledger.viewers[$0]?.tuner == tuner })
                #expect(Set(watching.map { ledger.viewers[$0]?.channel }).count <= 1)
                #expect(countsChannels || watching.count <= 1)
            }
            let held = (0..<3).map { ledger.viewers(on: $0).count }.reduce(0, +)
            #expect(held == ledger.viewers.count)
        }
    }
}

/// A small seeded generator, so that a failure can be repeated.
struct Lots {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) >> 33) % limit
    }
}
