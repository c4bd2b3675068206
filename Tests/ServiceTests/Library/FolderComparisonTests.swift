import Broadcast
import Store
import Testing

@testable import Service

@Suite struct FolderComparisonTests {
    private func signature(_ size: Int64) -> FileSignature {
        FileSignature(size: size, modified: 1, inode: 1)
    }

    private func known(_ id: Int64, _ name: String, _ state: MediaState = .ok) -> KnownFile {
        KnownFile(id: Media.ID(id), name: name, signature: signature(1), state: state)
    }

    private func found(_ name: String, size: Int64 = 1) -> FolderListing.File {
        .init(name: name, signature: signature(size))
    }

    @Test func nothingDifferentIsNoChange() {
        let changes = FolderChanges(
            in: "",
            known: [
                known(1, "a.mp4"), known(2, "b.mp4", .unplayable), known(3, "c.mp4", .missing),
            ],
            found: [found("b.mp4"), found("a.mp4")])
        #expect(changes.isEmpty)
        #expect(changes.pieces(of: 10).isEmpty)
    }

    @Test func everyDifferenceIsFound() {
        let changes = FolderChanges(
            in: "Films",
            known: [known(1, "changed.mp4"), known(2, "gone.mp4"), known(3, "back.mp4", .missing)],
            found: [
                found("changed.mp4", size: 2), found("back.mp4"), found("10.new.mp4"),
                found("9_new.mp4"),
            ])

        #expect(changes.changed.map(\.id) == [Media.ID(1)])
        #expect(changes.missing == [Media.ID(2)])
        #expect(changes.returned == [Media.ID(3)])
        #expect(changes.new.map(\.name) == ["9_new.mp4", "10.new.mp4"])
        #expect(changes.new.map(\.naming.title) == ["9 new", "10 new"])
    }

    @Test func aMissingFileThatCameBackChangedIsProbedAgain() {
        let changes = FolderChanges(
            in: "", known: [known(1, "a.mp4", .missing)], found: [found("a.mp4", size: 2)])
        #expect(changes.changed.map(\.id) == [Media.ID(1)])
        #expect(changes.returned.isEmpty)
    }

    @Test func piecesAreSmallAndTogetherTheSame() {
        var changes = FolderChanges(
            in: "", known: (1...7).map { known($0, "\($0)") },
            found: (10..<25).map { found("\($0)") })
        changes.returned = (100...103).map { Media.ID($0) }
        let pieces = changes.pieces(of: 5)

        #expect(pieces.allSatisfy { $0.new.count + $0.missing.count + $0.returned.count <= 5 })
        #expect(pieces.flatMap(\.new) == changes.new)
        #expect(pieces.flatMap(\.missing) == changes.missing)
        #expect(pieces.flatMap(\.returned) == changes.returned)
    }
}
