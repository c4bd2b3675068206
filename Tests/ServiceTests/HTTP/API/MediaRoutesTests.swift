import Broadcast
import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct MediaRoutesTests {
    @Test func anEditHoldsThroughScansUntilItIsTakenBack() async throws {
        let rig = try await APIRig().scanned()
        let id = try await rig.id(of: "one")
        let before = try await rig.ask(.get, "/api/media/\(id)")
        #expect(before["details", "title", "from"] == "name")

        let edit: JSON = [
            "title": "The One", "genres": ["Drama", "War"], "released": "1999-05-17",
            "plot": "Two\nlines", "rating": 74,
        ]
        let edited = try await rig.ask(.patch, "/api/media/\(id)", edit, headers: before.mark)
        #expect(edited.status == 200)
        #expect(edited["title"] == "The One")
        #expect(edited["details", "title"] == ["value": "The One", "from": "owner"])
        #expect(edited["details", "released", "value"] == "1999-05-17")

        try rig.folder.write("Films/one.nfo", "<movie><title>Uno</title><year>1970</year></movie>")
        await rig.library.scanOnce()
        let scanned = try await rig.ask(.get, "/api/media/\(id)")
        #expect(scanned["title"] == "The One")
        #expect(scanned["details", "year"] == ["value": 1_970, "from": "nfo"])
        #expect(try await rig.ask(.get, "/api/search?q=genre:war%20released:1999")["total"] == 1)

        var headers = scanned.mark
        headers[.contentType] = "application/json"
        let back = try await rig.probe.ask(
            "/api/media/\(id)", .patch, headers: headers, body: #"{"title":null}"#)
        #expect(back.status == 200)
        let now = try await rig.ask(.get, "/api/media/\(id)")
        #expect(now["details", "title"] == ["value": "Uno", "from": "nfo"])
        #expect(now["details", "plot", "from"] == "owner")
    }

    @Test func picturesBesideAFileAreItsOwnThenItsFolders() async throws {
        let rig = try await APIRig()
        try rig.folder.write("Films/one-poster.jpg", "one's")
        try rig.folder.write("Films/folder.jpg", "the folder's")
        try rig.folder.write("Films/crash.mkv")
        try rig.folder.write("Films/crash-poster.jpg", "bomb")
        _ = try await rig.scanned()
        let (one, two) = (try await rig.id(of: "one"), try await rig.id(of: "two"))
        let first = try await rig.probe.ask("/api/media/\(one)/artwork/poster")
        #expect(first.status == 200)
        #expect(first.body == "one's")
        #expect(first.headers[.contentType] == "image/jpeg")
        #expect(
            try await rig.probe.ask("/api/media/\(two)/artwork/poster").body == "the folder's")
        let mark = try #require(first.headers[.eTag])
        let again = try await rig.probe.ask(
            "/api/media/\(one)/artwork/poster", headers: [.ifNoneMatch: mark])
        #expect(again.status == 304)
        #expect(try await rig.probe.ask("/api/media/\(one)/artwork/fanart").status == 404)
        #expect(try await rig.probe.ask("/api/media/\(one)/artwork/nonsense").status == 404)
        let crash = try await rig.id(of: "crash")
        #expect(try await rig.probe.ask("/api/media/\(crash)/artwork/poster").status == 404)
    }

    @Test func onlyWhatIsMissingIsForgotten() async throws {
        let rig = try await APIRig().scanned()
        let there = try await rig.ask(.delete, "/api/media/1")
        #expect(there.status == 409)
        #expect(there["detail"] == "“one” is there, so the next scan would find it again.")
        #expect(try await rig.ask(.delete, "/api/media").status == 422)

        try rig.folder.remove("Films/one.mp4")
        await rig.library.scanOnce()
        #expect(try await rig.ask(.delete, "/api/media/1").status == 204)
        #expect(try await rig.ask(.delete, "/api/media/1").status == 404)
        try rig.folder.remove("Films/two.mp4")
        try rig.folder.write("Films/three.mp4")
        await rig.library.scanOnce()
        let all = try await rig.ask(.delete, "/api/media?state=missing")
        #expect(all["forgotten"] == 1)
        #expect(try await rig.ask(.get, "/api/media")["total"] == 1)
    }

    @Test func anEditOfSomethingElseThanWasSeenIsRefused() async throws {
        let rig = try await APIRig().scanned()
        let id = try await rig.id(of: "one")
        let seen = try await rig.ask(.get, "/api/media/\(id)")
        let first = try await rig.ask(
            .patch, "/api/media/\(id)", ["title": "A"], headers: seen.mark)
        #expect(first.status == 200)
        let second = try await rig.ask(
            .patch, "/api/media/\(id)", ["title": "B"], headers: seen.mark)
        #expect(second.status == 412)
        #expect(try await rig.ask(.get, "/api/media/\(id)")["title"] == "A")
        #expect(try await rig.ask(.get, "/api/media/99").status == 404)
        #expect(
            try await rig.ask(.patch, "/api/media/99", [:], headers: [.ifMatch: "*"]).status == 404)
    }

    @Test(
        arguments: [
            ("title", ""), ("title", 7), ("released", "1999-02-30"), ("released", "soon"),
            ("year", 10_000), ("rating", -1), ("genres", "Drama"), ("genres", ["", "War"]),
            ("nonsense", "x"), ("actors", .list(.init(repeating: "x", count: 501))),
        ] as [(String, JSON)])
    func whatCannotBeIsRefused(field: String, value: JSON) async throws {
        let rig = try await APIRig().scanned()
        let id = try await rig.id(of: "one")
        let reply = try await rig.ask(
            .patch, "/api/media/\(id)", .object([.init(field, value)]), headers: [.ifMatch: "*"])
        #expect(reply.status == 422)
        guard case .text(let named) = reply["field"] else { return #expect(Bool(false)) }
        #expect(named.hasPrefix(field))
    }
}

extension APIRig {
    fileprivate func id(of title: String) async throws -> Int {
        let moment = QueryMoment(now: Shelf.noon)
        let page = try await store.search("title:\(title)", at: moment)
        return Int(try #require(page.items.first).id.value)
    }
}
