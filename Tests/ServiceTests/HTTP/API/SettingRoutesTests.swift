import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct SettingRoutesTests {
    private func entry(_ name: String, _ reply: APIRig.Reply) -> JSON? {
        guard case .list(let items) = reply["items"] else { return nil }
        return items.first { item in
            guard case .object(let members) = item else { return false }
            return members.contains { $0.key == "name" && $0.value == .text(name) }
        }
    }

    @Test func aChangeWaitsForTheNextStartAndIsKept() async throws {
        let rig = try await APIRig()
        let before = try await rig.ask(.get, "/api/settings")
        #expect(before["restart_needed"] == false)
        let after = try await rig.ask(
            .patch, "/api/settings", ["hdhomerun.tuner_count": 6], headers: before.mark)
        #expect(after["restart_needed"] == true)
        #expect(entry("hdhomerun.tuner_count", after)?.bytes.isEmpty == false)

        let desk = try await SettingsDesk.load(
            Configuration(settings: Settings(), file: nil, pinned: []), from: rig.store)
        #expect(desk.running.hdhomerun.tunerCount == 6)
        let pinned = try await SettingsDesk.load(
            Configuration(settings: Settings(), file: nil, pinned: ["hdhomerun.tuner_count"]),
            from: rig.store)
        #expect(pinned.running.hdhomerun.tunerCount == 4)
    }

    @Test func nullGoesBackToTheFile() async throws {
        let rig = try await APIRig()
        let any: HTTPFields = [.ifMatch: "*"]
        _ = try await rig.ask(
            .patch, "/api/settings", ["streaming.lead": "7"], headers: any)
        let back = try await rig.probe.ask(
            "/api/settings", .patch,
            headers: [.ifMatch: "*", .contentType: "application/json"],
            body: #"{"streaming.lead":null}"#)
        #expect(back.status == 200)
        #expect(try await rig.ask(.get, "/api/settings")["restart_needed"] == false)
    }

    @Test(arguments: [
        (#"{"hdhomerun.tuner_count":600}"#, 422), (#"{"hdhomerun.tuners":6}"#, 422),
        (#"{"server.port":80}"#, 409), (#"{"hdhomerun.enabled":false}"#, 409),
        (#"{"library.folders":"/srv"}"#, 409), (#"{"streaming.lead":[1]}"#, 422),
        (#"{"streaming.lead":7,"streaming.max_viewers":0}"#, 422),
    ])
    func whatCannotBeChangesNothing(body: String, status: Int) async throws {
        let rig = try await APIRig()
        let before = try await rig.ask(.get, "/api/settings")
        let reply = try await rig.ask(
            .patch, "/api/settings", try JSON(reading: Array(body.utf8)), headers: before.mark)
        #expect(reply.status == status)
        #expect(try await rig.ask(.get, "/api/settings").json == before.json)
    }
}
