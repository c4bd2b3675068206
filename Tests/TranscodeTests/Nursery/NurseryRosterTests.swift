import Testing
import Wire

@testable import Transcode

@Suite struct NurseryRosterTests {
    var roster = NurseryRoster()

    @Test func aStartForks() {
        #expect(
            roster.answer(to: .start(id: 7, job: .scan), hasDescriptors: true)
                == .fork(id: 7, job: .scan))
    }

    @Test func aStartWithoutDescriptorsIsRefused() {
        #expect(
            roster.answer(to: .start(id: 7, job: .scan), hasDescriptors: false)
                == .tell(.refused(id: 7, reason: "It came without its two descriptors.")))
    }

    @Test mutating func anIdThatRunsIsRefused() {
        roster.started(7, pid: 1234)

        #expect(
            roster.answer(to: .start(id: 7, job: .scan), hasDescriptors: true)
                == .tell(.refused(id: 7, reason: "Worker 7 is already running.")))
    }

    @Test mutating func moreThanTheMostAreRefused() {
        for id in 0..<NurseryRoster.mostWorkers { roster.started(id, pid: Int32(id) + 10) }

        #expect(
            roster.answer(to: .start(id: 999, job: .scan), hasDescriptors: true)
                == .tell(.refused(id: 999, reason: "256 workers run already.")))
    }

    @Test mutating func killsByIdOnlyWhatRuns() {
        roster.started(7, pid: 1234)

        #expect(roster.answer(to: .kill(id: 7), hasDescriptors: false) == .kill(pid: 1234))
        #expect(roster.answer(to: .kill(id: 8), hasDescriptors: false) == .nothing)
    }

    @Test mutating func anEndedWorkerIsForgottenOnce() {
        roster.started(7, pid: 1234)

        let first = roster.ended(pid: 1234)
        let second = roster.ended(pid: 1234)
        #expect(first == 7)
        #expect(second == nil)
        #expect(roster.running.isEmpty)
    }
}
