import NIOHTTP1
import Testing

@testable import Service

@Suite struct ConnectionPhaseTests {
    private func request(
        _ uri: String = "/", _ version: HTTPVersion = .http1_1, connection: String? = nil
    ) -> HTTPRequestHead {
        var head = HTTPRequestHead(version: version, method: .GET, uri: uri)
        if let connection { head.headers.add(name: "Connection", value: connection) }
        return head
    }

    private func answer(length: Int?) -> HTTPResponseHead {
        var head = HTTPResponseHead(version: .http1_1, status: .ok)
        if let length { head.headers.add(name: "content-length", value: "\(length)") }
        return head
    }

    @Test(arguments: [
        (HTTPVersion.http1_1, nil, false), (.http1_1, "close", true), (.http1_1, "Close", true),
        (.http1_1, "TE, close", true), (.http1_0, nil, true), (.http1_0, "Keep-Alive", false),
    ]) func aRequestSaysWhetherItIsTheLast(
        version: HTTPVersion, connection: String?, isLast: Bool
    ) {
        var phase = ConnectionPhase()
        let said = phase.begins(request("/", version, connection: connection))
        phase.isRequested()
        let marks = phase.answers(answer(length: 4))
        let closes = phase.isAnswered()
        #expect([said, marks, closes] == [isLast, isLast, isLast])
    }

    @Test func anAnswerWithoutALengthEndsTheConnection() {
        var phase = ConnectionPhase()
        let said = phase.begins(request())
        phase.isRequested()
        let marks = phase.answers(answer(length: nil))
        let closes = phase.isAnswered()
        #expect([said, marks, closes] == [false, true, true])
    }

    @Test func anAnswerBeforeTheWholeRequestEndsTheConnection() {
        var phase = ConnectionPhase()
        let said = phase.begins(request())
        let marks = phase.answers(answer(length: 4))
        #expect([said, marks] == [false, true])
    }

    @Test func requestsSentAheadAreAnsweredInTurn() {
        var phase = ConnectionPhase()
        let first = phase.begins(request())
        phase.isRequested()
        let second = phase.begins(request("/", connection: "close"))
        phase.isRequested()
        let one = [phase.answers(answer(length: 4)), phase.isAnswered(), phase.isIdle]
        let other = [phase.answers(answer(length: 4)), phase.isAnswered(), phase.isIdle]
        #expect([first, second] == [false, true])
        #expect(one == [false, false, false])
        #expect(other == [true, true, true])
    }

    @Test(arguments: [("/auto/v1", true), ("/tuner0/v1", true), ("/lineup.json", false)])
    func aViewerWhoClosesIsGone(path: String, isGone: Bool) {
        var phase = ConnectionPhase()
        #expect(!phase.isAbandoned())
        _ = phase.begins(request(path))
        #expect(phase.isAbandoned() == isGone)
    }
}
