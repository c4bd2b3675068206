import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct LoginTests {
    private let password: JSON = ["password": "correct horse"]

    @Test func untilThereIsAPasswordTheLocalNetworkIsTheOwner() async throws {
        let near = try await APIRig()
        #expect(try await near.ask(.get, "/api/channels").status == 200)
        let far = try await APIRig(peer: IPAddress(8, 8, 8, 8))
        let reply = try await far.ask(.get, "/api/channels")
        #expect(reply.status == 403)
        #expect(try await far.ask(.put, "/api/password", password).status == 403)
    }

    @Test func afterwardsOnlyAKeyOpens() async throws {
        let rig = try await APIRig()
        let set = try await rig.ask(.put, "/api/password", password)
        #expect(set.status == 204)
        let cookie = try #require(set.headers[.setCookie])
        #expect(cookie.contains("; HttpOnly; SameSite=Strict"))

        #expect(try await rig.ask(.get, "/api/channels").status == 401)
        #expect(try await rig.ask(.get, "/api/channels", headers: set.cookie).status == 200)
        #expect(try await rig.ask(.get, "/api/session")["owner"] == false)
        let wrong = try await rig.ask(.post, "/api/session", ["password": "correct house"])
        #expect(wrong.status == 403)
        let right = try await rig.ask(.post, "/api/session", password)
        #expect(try await rig.ask(.get, "/api/sources", headers: right.cookie).status == 200)
        _ = try await rig.ask(.delete, "/api/session", headers: right.cookie)
        #expect(try await rig.ask(.get, "/api/sources", headers: right.cookie).status == 401)
    }

    @Test func guessingIsSlowedDownAndAnotherAddressIsNot() async throws {
        let rig = try await APIRig()
        _ = try await rig.ask(.put, "/api/password", password)
        for _ in 1...5 {
            let reply = try await rig.ask(.post, "/api/session", ["password": "a guess"])
            #expect(reply.status == 403)
        }
        let reply = try await rig.ask(.post, "/api/session", password)
        #expect(reply.status == 429)
        #expect(reply.headers[.retryAfter] == "2")
        var other = rig.probe
        other.peer = IPAddress(10, 77, 0, 9)
        let answer = try await other.ask(
            "/api/session", .post, headers: [.contentType: "application/json"],
            body: #"{"password":"correct horse"}"#)
        #expect(answer.status == 204)
    }

    @Test func aNewPasswordNeedsTheOldOneAndSignsEverybodyOut() async throws {
        let rig = try await APIRig()
        let old = try await rig.ask(.put, "/api/password", password)
        let next: JSON = ["password": "battery staple"]
        #expect(try await rig.ask(.put, "/api/password", next, headers: old.cookie).status == 403)
        let new = try await rig.ask(
            .put, "/api/password",
            ["password": "battery staple", "current": "correct horse"], headers: old.cookie)
        #expect(new.status == 204)
        #expect(try await rig.ask(.get, "/api/tokens", headers: old.cookie).status == 401)
        #expect(try await rig.ask(.get, "/api/tokens", headers: new.cookie).status == 200)
    }

    @Test func aTokenOpensUntilItIsTakenBackAndIsShownOnce() async throws {
        let rig = try await APIRig()
        let made = try await rig.ask(.post, "/api/tokens", ["name": "script"])
        guard case .text(let token) = made["token"], case .number(let id) = made["id"] else {
            Issue.record("there is no token")
            return
        }
        _ = try await rig.ask(.put, "/api/password", password)
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        let list = try await rig.ask(.get, "/api/tokens", headers: bearer)
        #expect(list.status == 200)
        #expect(!String(decoding: list.json.bytes, as: UTF8.self).contains(token))
        #expect(try await rig.ask(.delete, "/api/tokens/\(id)", headers: bearer).status == 204)
        #expect(try await rig.ask(.get, "/api/tokens", headers: bearer).status == 401)
    }

    @Test func aShortPasswordIsRefused() async throws {
        let rig = try await APIRig()
        let reply = try await rig.ask(.put, "/api/password", ["password": "1234567"])
        #expect(reply.status == 422)
        #expect(reply["field"] == "password")
    }

    @Test func aNameThatLeadsHereByDeceitReadsNothing() async throws {
        let rig = try await APIRig()
        let answer = try await rig.probe.ask("/api/channels", host: "evil.example.com")
        #expect(answer.status == 403)
        let other = try await rig.probe.ask(
            "/api/channels", headers: [.origin: "http://evil.example.com"])
        #expect(other.status == 403)
    }
}
