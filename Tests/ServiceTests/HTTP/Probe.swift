import Broadcast
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Wire

@testable import Service

/// Asks a router what a client would, without a socket.
struct Probe: Sendable {
    struct Answer {
        let status: Int
        let headers: HTTPFields
        let body: String
    }

    private let respond: @Sendable (Request, TunerContext) async throws -> Response
    var address = IPAddress(10, 77, 0, 2)
    var port = 8411
    var peer = IPAddress(10, 77, 0, 3)

    init(_ add: (Router<TunerContext>) -> Void) {
        let router = FrontDoor.router(now: { AirTime(seconds: 784_111_777) })
        add(router)
        let responder = router.buildResponder()
        respond = { try await responder.respond(to: $0, context: $1) }
    }

    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, host: String? = "10.77.0.2:8411",
        headers: HTTPFields = [:], body: String = ""
    ) async throws -> Answer {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let source = Connection(
            logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() }, address: address,
            port: port, peer: peer)
        let response = try await respond(
            Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))),
            TunerContext(source: source))
        let collected = Collected()
        try await response.body.write(CollectingWriter(collected: collected))
        return Answer(
            status: response.status.code, headers: response.headers,
            body: collected.bytes.withLock { String(buffer: $0) })
    }
}

private final class Collected: Sendable {
    let bytes = Mutex(ByteBuffer())
}

private struct CollectingWriter: ResponseBodyWriter {
    let collected: Collected

    mutating func write(_ buffer: ByteBuffer) async throws {
        collected.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailers: HTTPFields?) async throws {}
}
