import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct SearchRoutesTests {
    @Test func aSearchAnswersWithItsPage() async throws {
        let rig = try await APIRig().scanned()
        let answer = try await rig.ask(.get, "/api/search?q=state:ok%20-tw*&limit=10")
        #expect(answer.status == 200)
        #expect(answer["total"] == 1)
        #expect(answer["counted_up_to"] == 1_000)
        guard case .list(let items) = answer["items"] else { return #expect(Bool(false)) }
        let film = try Fields(try #require(items.first), known: Self.members)
        #expect(film["title"] == "one")
        #expect(film["path"] == .text("\(rig.folder.path)/Films/one.mp4"))

        let second = try await rig.ask(.get, "/api/search?limit=1&offset=1")
        #expect(second["total"] == 2)
        #expect(second["offset"] == 1)
    }

    @Test func aMistakeIsAProblemWithItsColumn() async throws {
        let rig = try await APIRig()
        let answer = try await rig.ask(.get, "/api/search?q=alien%20yaer:1979")
        #expect(answer.status == 422)
        #expect(answer["detail"] == "Column 7: there is no field “yaer”.")
        #expect(answer["remedy"] == "Did you mean “year”? Quote it to look for the words.")
        #expect(answer["field"] == "q")
        #expect(answer["column"] == 7)
        #expect(try await rig.ask(.get, "/api/search?limit=0").status == 422)
    }

    @Test func aSmartCollectionIsKeptFoundAndRemoved() async throws {
        let rig = try await APIRig().scanned()
        let saved = try await rig.ask(
            .put, "/api/smart-collections", ["name": "A", "query": "one"])
        #expect(saved.status == 200)
        #expect(try await rig.ask(.get, "/api/smart-collections")["items"] == [saved.json])
        #expect(try await rig.ask(.get, "/api/search?q=smart_collection:a")["total"] == 1)

        let cycle = try await rig.ask(
            .put, "/api/smart-collections", ["name": "A", "query": "smart_collection:A"])
        #expect(cycle.status == 422)
        #expect(cycle["field"] == "query")
        #expect(try await rig.ask(.put, "/api/smart-collections", []).status == 422)

        #expect(try await rig.ask(.delete, "/api/smart-collections?name=a").status == 204)
        #expect(try await rig.ask(.delete, "/api/smart-collections?name=a").status == 404)
    }

    private static let members = [
        "id", "title", "show", "season", "episode", "year", "duration", "state", "reason",
        "library", "path",
    ]
}
