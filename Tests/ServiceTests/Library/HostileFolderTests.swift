import Broadcast
import Glibc
import Logging
import Store
import Testing

@testable import Service

/// Folders as damaged disks, other programs and attackers leave them.
@Suite struct HostileFolderTests {
    private let folder: MediaFolder
    private let store: Store

    init() async throws {
        folder = try MediaFolder()
        store = try await Store(path: ":memory:")
    }

    @Test func theScanFinishesAndSaysWhatItSkippedAndWhy() async throws {
        try folder.write("a/good.mkv")
        try folder.makeFile(
            named: Array("a/".utf8) + [UInt8](repeating: 0xE9, count: 251) + Array(".mkv".utf8))
        try folder.makePipe("a/pipe.mkv")
        try folder.makePipe("a/pipe.nfo")
        try folder.link("a/around", to: "..")
        try folder.link("a/self.mkv", to: "self.mkv")
        try folder.link("a/null.mkv", to: "/dev/null")
        try folder.write("a/good.nfo", "<!DOCTYPE x [<!ENTITY a \"b\">]><movie>&a;</movie>")
        let scan = try await scanned()

        #expect(scan.phase == .idle)
        #expect(scan.problems.isEmpty)
        #expect(try await store.mediaCounts() == [.ok: 1])
        #expect(
            Set(scan.skipped.map(\.reason)) == [
                "Its name is not UTF-8; rename it.", "It is a pipe.",
                "It is a link that leads to itself.", "It is a device.",
            ])
        #expect(scan.skippedCount == 5)
    }

    @Test(.enabled(if: geteuid() == 0, "only root makes devices"))
    func aDeviceAmongTheFilesIsLeftOut() async throws {
        try folder.write("a/good.mkv")
        let path = folder.path + "/a/disk.mkv"
        try #require(mknod(path, S_IFBLK | 0o600, dev_t(0x7C8)) == 0)
        let scan = try await scanned()
        #expect(scan.skipped == [SkippedEntry(path: path, reason: "It is a device.")])
        #expect(try await store.mediaCounts() == [.ok: 1])
    }

    @Test func aFolderOfVeryManyFilesIsListed() async throws {
        for number in 0..<20_000 {
            let file = creat("\(folder.path)/\(number).mkv", 0o600)
            try #require(file >= 0)
            close(file)
        }
        let listing = try await FolderLister().list(folder.path)
        #expect(listing.files.count == 20_000)
        #expect(listing.skipped.isEmpty)
    }

    private func scanned() async throws -> ScanProgress {
        var settings = Settings().library
        settings.folders = [folder.path]
        let library = Library(
            store: store,
            configuration: .init(settings: settings, profile: .hd720, dataFolder: "/tmp"),
            workers: FakeWorkers(), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { AirTime(seconds: 1_000) }, seed: { 7 }, changed: {})
        try await library.prepare()
        await library.scanOnce()
        return library.progress
    }
}
