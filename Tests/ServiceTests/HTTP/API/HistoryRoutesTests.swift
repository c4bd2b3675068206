import Broadcast
import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct HistoryRoutesTests {
    private func list(_ reply: APIRig.Reply) throws -> [JSON] {
        guard case .list(let items) = reply["items"] else { return [] }
        return items
    }

    private func number(_ key: String, of json: JSON) throws -> Int {
        guard case .object(let members) = json,
            case .number(let number) = members.first(where: { $0.key == key })?.value
        else { throw Missing(key: key) }
        return number
    }

    private struct Missing: Error { let key: String }

    @Test func aPlanThatWasReplacedComesBackAndTheOtherIsKept() async throws {
        let rig = try await APIRig().scanned()
        let path = "/api/channels/1"
        let first = try await rig.ask(.get, "\(path)/plan")
        #expect(try list(try await rig.ask(.get, "\(path)/history")).isEmpty)
        let second = try await rig.ask(
            .put, "\(path)/plan", APIRig.plan(1, order: "chronological"), headers: first.mark)
        #expect(second.status == 200)

        let history = try list(try await rig.ask(.get, "\(path)/history"))
        #expect(history.count == 1)
        let back = "\(path)/history/\(try number("id", of: history[0]))/restore"
        #expect(try await rig.ask(.post, back).status == 428)
        #expect(try await rig.ask(.post, back, headers: first.mark).status == 412)
        let restored = try await rig.ask(.post, back, headers: second.mark)
        #expect(restored.status == 200)
        #expect(restored.json == first.json)
        #expect(try await rig.ask(.get, "\(path)/plan").json == first.json)

        let after = try list(try await rig.ask(.get, "\(path)/history"))
        #expect(after.count == 2)
        #expect(try await rig.ask(.get, "/api/history?limit=1")["total"] == 2)
        #expect(try await rig.ask(.get, "/api/channels/77/history").status == 404)
        let other = "/api/channels/2/history/\(try number("id", of: history[0]))/restore"
        #expect(try await rig.ask(.post, other, headers: [.ifMatch: "*"]).status == 404)
    }

    @Test func onlyTheLastTwentyAreKeptAndNoneOfAChannelThatIsGone() async throws {
        let rig = try await APIRig().scanned()
        for round in 0..<25 {
            let order = round % 2 == 0 ? "chronological" : "shuffle"
            _ = try await rig.ask(
                .put, "/api/channels/1/plan", APIRig.plan(1, order: order),
                headers: [.ifMatch: "*"])
        }
        #expect(try await rig.ask(.get, "/api/channels/1/history")["total"] == 20)
        _ = try await rig.ask(.delete, "/api/channels/1", headers: [.ifMatch: "*"])
        #expect(try await rig.ask(.get, "/api/history")["total"] == 0)
    }
}
