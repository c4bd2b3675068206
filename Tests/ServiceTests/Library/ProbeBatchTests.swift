import Broadcast
import Store
import Testing
import Wire

@testable import Service

@Suite struct ProbeBatchTests {
    private let facts = MediaFacts(container: "mp4", duration: .seconds(1))

    private func batch(_ names: String...) -> ProbeBatch {
        ProbeBatch(
            names.enumerated().map { index, name in
                ProbeCandidate(id: Media.ID(Int64(index)), path: name, size: 1)
            })
    }

    @Test func eachFileHasItsAnswer() {
        var batch = batch("a", "b")
        #expect(batch.order == .probe(paths: ["a", "b"]))
        batch.take(.probed(path: "a", facts: facts))
        batch.take(.unplayable(path: "b", reason: "No."))

        #expect(batch.isDone)
        #expect(
            batch.outcomes == [
                ProbeOutcome(id: Media.ID(0), finding: .playable(facts)),
                ProbeOutcome(id: Media.ID(1), finding: .unplayable(reason: "No.")),
            ])
    }

    @Test func anAnswerToNoQuestionCountsForNothing() {
        var batch = batch("a")
        batch.take(.probed(path: "x", facts: facts))
        batch.take(.made(path: "a"))

        #expect(!batch.isDone)
        #expect(batch.outcomes.isEmpty)
    }

    @Test func aFileThatKillsTwoWorkersIsUnplayableAndTheOthersAreNot() {
        var batch = batch("a", "bad", "c")
        batch.take(.probed(path: "a", facts: facts))
        batch.workerLost("crashed")
        #expect(batch.order == .probe(paths: ["c", "bad"]))
        batch.take(.probed(path: "c", facts: facts))
        batch.workerLost("crashed")

        #expect(batch.isDone)
        #expect(
            batch.outcomes.last
                == ProbeOutcome(
                    id: Media.ID(1),
                    finding: .unplayable(reason: "It is damaged: the probe crashed on it.")))
    }

    @Test func aFileThatWasOnlyThereWhenAWorkerWasKilledIsPlayable() {
        var batch = batch("a")
        batch.workerLost("was killed")
        batch.take(.probed(path: "a", facts: facts))

        #expect(batch.outcomes == [ProbeOutcome(id: Media.ID(0), finding: .playable(facts))])
    }

    @Test func howeverManyWorkersDieItEnds() {
        var batch = batch("a", "b", "c", "d")
        var lost = 0
        while !batch.isDone, lost < 100 {
            batch.workerLost("crashed")
            lost += 1
        }
        #expect(lost == 8)
        #expect(batch.outcomes.count == 4)
    }

    @Test func anEmptyFileNeedsNoWorker() {
        let batch = ProbeBatch([ProbeCandidate(id: Media.ID(1), path: "a", size: 0)])
        #expect(batch.isDone)
        #expect(
            batch.outcomes == [
                ProbeOutcome(
                    id: Media.ID(1), finding: .unplayable(reason: "The file is empty."))
            ])
    }
}
