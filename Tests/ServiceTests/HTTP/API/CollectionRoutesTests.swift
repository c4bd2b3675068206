import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct CollectionRoutesTests {
    private let rig: APIRig

    init() async throws {
        rig = try await APIRig().scanned()
    }

    @Test(
        arguments: [
            ["media": [2, 1, 2]],
            [
                "playlist": [
                    ["collection": 1, "count": 2, "in_guide": true],
                    ["media": 1, "play_all": true, "in_guide": false],
                ]
            ],
            ["multi": [1]],
            [
                "marathon": [
                    "collection": 1, "group_by": "season", "order": "chronological", "count": 3,
                    "shuffle_groups": true,
                ]
            ],
        ] as [JSON])
    func whatIsPutTogetherReadsBackAsItWasWritten(mix: JSON) async throws {
        let made = try await rig.ask(.post, "/api/collections", ["name": "Mine", "mix": mix])
        #expect(made.status == 201)
        #expect(made["mix"] == mix)
        let path = try #require(made.headers[.location])
        let read = try await rig.ask(.get, path)
        #expect(read.json == made.json)
        #expect(read.headers[.eTag] == made.headers[.eTag])
    }

    @Test func twoEditsDoNotUndoEachOther() async throws {
        let made = try await rig.ask(
            .post, "/api/collections", ["name": "Mine", "mix": ["media": []]])
        let path = try #require(made.headers[.location])
        let mark: HTTPFields = [.ifMatch: try #require(made.headers[.eTag])]
        let edit: JSON = ["name": "Mine", "mix": ["media": [1]]]
        #expect(try await rig.ask(.put, path, edit).status == 428)
        #expect(try await rig.ask(.put, path, edit, headers: mark).status == 200)
        #expect(try await rig.ask(.put, path, edit, headers: mark).status == 412)
        #expect(try await rig.ask(.delete, path, headers: mark).status == 412)
        #expect(try await rig.ask(.delete, path, headers: [.ifMatch: "*"]).status == 204)
        #expect(try await rig.ask(.get, path).status == 404)
    }

    @Test func mistakesNameTheirField() async throws {
        func problem(_ mix: JSON) async throws -> JSON? {
            let answer = try await rig.ask(
                .post, "/api/collections", ["name": "Mine", "mix": mix])
            #expect(answer.status == 422)
            return answer["field"]
        }
        #expect(try await problem([:]) == "mix")
        #expect(try await problem(["media": [1], "multi": []]) == "mix")
        #expect(try await problem(["media": ["x"]]) == "mix.media[0]")
        #expect(try await problem(["media": [1, 99]]) == "mix")
        #expect(try await problem(["multi": [99]]) == "mix.multi[0]")
        #expect(try await problem(["playlist": [["count": 2]]]) == "mix.playlist[0]")
        #expect(
            try await problem(["marathon": ["collection": 1, "group_by": "x"]])
                == "mix.marathon.group_by")
    }

    @Test func onlyWhatWasPutTogetherIsEdited() async throws {
        #expect(try await rig.ask(.get, "/api/collections/1").status == 404)
        #expect(
            try await rig.ask(.delete, "/api/collections/1", headers: [.ifMatch: "*"]).status
                == 404)
    }
}
