import Broadcast
import HTTPTypes
import Store
import Testing

@testable import Service

@Suite struct SearchRoutesTests {
    private let probe: Probe

    init() async throws {
        let store = try await Store(path: ":memory:")
        let source = try await store.useSources([
            SourceDraft(kind: .folder, location: "/media", name: "Media")
        ])[0].id
        var changes = FolderChanges()
        changes.new = ["Alien", "Solaris"].map { title in
            FoundFile(
                name: "\(title).mkv", signature: FileSignature(size: 1, modified: 1, inode: 0),
                naming: MediaNaming(title: title, sortKey: title, year: 1979))
        }
        try await store.apply(changes, in: "", of: source, at: AirTime(seconds: 0))
        probe = Probe { router in
            SearchRoutes(
                store: store, moment: { QueryMoment(now: AirTime(seconds: 86_400)) }, changed: {}
            ).add(to: router)
        }
    }

    @Test func aSearchAnswersWithItsPage() async throws {
        let answer = try await probe.ask("/api/search?q=year:1979%20-sol*&limit=10")
        #expect(answer.status == 200)
        #expect(
            answer.body == #"{"total":1,"counted_up_to":1000,"items":[{"id":1,"title":"Alien","#
                + #""year":1979,"state":"new","library":"Media","path":"/media/Alien.mkv"}]}"#)
        let second = try await probe.ask("/api/search?limit=1&offset=1")
        #expect(second.body.contains("Solaris") && !second.body.contains("Alien"))
    }

    @Test func aMistakeIsAnsweredWithItsColumn() async throws {
        let answer = try await probe.ask("/api/search?q=alien%20yaer:1979")
        #expect(answer.status == 400)
        #expect(
            answer.body
                == #"{"error":"Column 7: there is no field “yaer”.","remedy":"Did you mean "#
                + #"“year”? Quote it to look for the words.","column":7}"#)
    }

    @Test func aSmartCollectionIsKeptFoundAndRemoved() async throws {
        let saved = try await probe.ask(
            "/api/smart-collections", .put, body: #"{"name":"A","query":"alien"}"#)
        #expect(saved.status == 200)
        let list = try await probe.ask("/api/smart-collections")
        #expect(list.body == #"[{"id":1,"name":"A","query":"alien"}]"#)
        let found = try await probe.ask("/api/search?q=smart_collection:a")
        #expect(found.body.contains("Alien"))

        let cycle = try await probe.ask(
            "/api/smart-collections", .put, body: #"{"name":"A","query":"smart_collection:A"}"#)
        #expect(cycle.status == 400)
        #expect(cycle.body.contains("contains itself (A → A)"))
        #expect(try await probe.ask("/api/smart-collections", .put, body: "{").status == 400)

        #expect(try await probe.ask("/api/smart-collections?name=a", .delete).status == 204)
        #expect(try await probe.ask("/api/smart-collections?name=a", .delete).status == 404)
    }
}
