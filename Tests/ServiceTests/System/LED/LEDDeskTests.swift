import Broadcast
import Store
import Synchronization
import Testing

@testable import Service

/// A light whose driver writes down what it is told.
private final class LEDRig: Sendable {
    let store: Store
    let circumstances = Mutex(StationState.Circumstances())
    let instant = Mutex(Int64(0))
    let told = Mutex<[LEDMessage]>([])

    init() async throws { store = try await Store(path: ":memory:") }

    func desk(
        wait: @escaping @Sendable (Duration) async throws -> Void = { _ in
            throw CancellationError()
        }
    ) async throws -> LEDDesk {
        try await LEDDesk(
            store: store, clock: AirClock(air: Shelf.noon) { self.instant.withLock { $0 } },
            look: { self.circumstances.withLock { $0 } },
            tell: { message in self.told.withLock { $0.append(message) } }, wait: wait)
    }
}

@Suite struct LEDDeskTests {
    @Test func theDriverHearsOfAChangeTwiceAndOfNothingElse() async throws {
        let rig = try await LEDRig()
        let turns = Mutex(0)
        let desk = try await rig.desk { _ in
            let turn = turns.withLock {
                $0 += 1; return $0
            }
            if turn == 6 { throw CancellationError() }
            if turn == 3 { rig.circumstances.withLock { $0.isBusy = true } }
        }
        await #expect(throws: CancellationError.self) { try await desk.run() }
        #expect(
            rig.told.withLock { $0 } == [.state(.ok), .state(.ok), .state(.busy), .state(.busy)])
    }

    @Test func itIsDarkAsLongAsItsOwnerWants() async throws {
        let rig = try await LEDRig()
        let report = try await rig.desk().set(.off)
        #expect(report.signal == .dark)
        #expect(report.state == .ok)
        let later = try await rig.desk()
        #expect(await later.report().mode == .off)
        _ = try await later.set(.auto)
        #expect(try await rig.desk().report().mode == .auto)
    }

    @Test func aStartForgetsThatItShowedWhichBoxItIs() async throws {
        let rig = try await LEDRig()
        let desk = try await rig.desk()
        #expect(try await desk.set(.identify).signal == .identify)
        #expect(try await rig.desk().report().mode == .auto)
        rig.instant.withLock { $0 = 30_000_000 }
        #expect(await desk.report().signal == LEDSignal(.ok))
        #expect(rig.told.withLock { $0 }.suffix(2) == [.state(.ok), .state(.ok)])
    }
}
