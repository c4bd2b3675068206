import Testing
import Wire

@testable import Transcode

@Suite struct WorkerLimitsTests {
    @Test func aScanMayChangeNothingAndGivesWay() {
        let limits = WorkerLimits(for: .scan)

        #expect(limits.readsOnly)
        #expect(limits.fileSize == 0)
        #expect(limits.niceness > 0)
    }

    @Test func theDemoMayWriteFilesOfItsSize() {
        let limits = WorkerLimits(for: .demo(folder: "/x"))

        #expect(!limits.readsOnly)
        #expect(limits.fileSize == 33_554_432)
    }
}
