import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct LEDRoutesTests {
    @Test func theOwnerSwitchesTheLight() async throws {
        let rig = try await APIRig()
        #expect(try await rig.ask(.get, "/api/led")["pattern"] == "steady")
        let off = try await rig.ask(.put, "/api/led", ["mode": "off"])
        #expect(off["mode"] == "off")
        #expect(off["pattern"] == "off")
        #expect(off["fitted"] == false)
        let found = try await rig.ask(.put, "/api/led", ["mode": "identify"])
        #expect(found["steps"] == [100, 100])
        #expect(try await rig.ask(.get, "/api/led").json == found.json)
    }

    @Test(arguments: [#"{"mode":"dim"}"#, "{}", #"{"mode":"off","for":3}"#, #"{"mode":null}"#])
    func whatIsNoModeChangesNothing(body: String) async throws {
        let rig = try await APIRig()
        let reply = try await rig.ask(.put, "/api/led", try JSON(reading: Array(body.utf8)))
        #expect(reply.status == 422)
        #expect(try await rig.ask(.get, "/api/led")["mode"] == "auto")
    }
}
