import Broadcast
import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct SourceRoutesTests {
    @Test func anAddedFolderStaysAndARemovedOneTakesItsChannelsAlong() async throws {
        let rig = try await APIRig().scanned()
        #expect(try await rig.store.channels().map(\.name).contains("Films"))
        try await rig.library.prepare()
        #expect(try await rig.store.sources().count == 1)

        #expect(try await rig.ask(.delete, "/api/sources/1").status == 204)
        #expect(try await rig.store.channels().map(\.name) == ["Everything", "Test card"])
        let again = try await rig.ask(
            .post, "/api/sources", ["location": .text(rig.folder.path)])
        #expect(again.status == 201)
        #expect(again["playable"] == 2)
        #expect(try await rig.store.channels().map(\.name).contains("Films"))
    }

    @Test func aFolderWithoutChannelsHasItsCollections() async throws {
        let rig = try await APIRig()
        _ = try await rig.ask(
            .post, "/api/sources",
            ["location": .text(rig.folder.path), "make_channels": false])
        await rig.library.scanOnce()
        #expect(try await rig.store.channels().map(\.name) == ["Everything", "Test card"])
        #expect(
            try await rig.store.collectionEntries(at: QueryMoment(now: Shelf.noon)).map(\.name) == [
                "Everything", "Films",
            ])
        #expect(
            try await rig.store.collectionEntries(at: QueryMoment(now: Shelf.noon)).map(\.items)
                == [2, 2])
    }

    @Test(arguments: ["relative", "/", "/proc/self", "/nowhere/at/all", "/etc/hostname"])
    func whatIsNoMediaFolderIsRefused(path: String) async throws {
        let rig = try await APIRig()
        let reply = try await rig.ask(.post, "/api/sources", ["location": .text(path)])
        #expect(reply.status == 422)
        #expect(reply["field"] == "location")
    }

    @Test func foldersAreShownForChoosing() async throws {
        let rig = try await APIRig()
        try rig.folder.write("Shows 10/a.mkv")
        try rig.folder.write("Shows 9/a.mkv")
        try rig.folder.write(".hidden/a.mkv")
        let reply = try await rig.ask(.get, "/api/folders?path=\(rig.folder.path)")
        #expect(reply["folders"] == ["Films", "Shows 9", "Shows 10"])
        #expect(reply["files"] == 0)
        #expect(try await rig.ask(.get, "/api/folders?path=/nowhere").status == 404)
    }

    @Test func mediaAreListedPageByPageAndFoundByWords() async throws {
        let rig = try await APIRig().scanned()
        let page = try await rig.ask(.get, "/api/media?limit=1&offset=1")
        #expect(page["total"] == 2)
        let found = try await rig.ask(.get, "/api/media?q=TWO")
        #expect(found["total"] == 1)
        #expect(try await rig.ask(.get, "/api/media?q=%25")["total"] == 0)
        #expect(try await rig.ask(.get, "/api/media?state=odd").status == 422)
        #expect(try await rig.ask(.get, "/api/media?limit=0").status == 422)
    }
}
