import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct SkipRoutesTests {
    @Test func aSkipSaysWhatBeginsAndWhen() async throws {
        let rig = try await APIRig().scanned()
        let made = try await rig.ask(.post, "/api/channels", ["name": "A", "plan": APIRig.plan()])
        let path = try #require(made.headers[.location]) + "/skip"

        let skipped = try await rig.ask(.post, path, [:])
        #expect(skipped.status == 200)
        #expect(skipped["at"] == .number(Int(Shelf.noon.seconds) + 8))
        let past = try await rig.ask(.post, path, ["at": 1_000_000])
        #expect(past.status == 422)
        #expect(past["field"] == "at")
        #expect(try await rig.ask(.post, path, ["when": 1]).status == 422)
        #expect(try await rig.ask(.post, "/api/channels/77/skip", [:]).status == 404)
    }
}
