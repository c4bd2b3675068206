import NIOCore
import NIOHTTP1
import Wire

/// The last answer to a client whose bytes are no request, or whose request has too long a head.
struct RefusedRequest {
    let head: HTTPResponseHead
    /// A problem document, as the API's other refusals are.
    let body: ByteBuffer

    init(_ fault: HTTPParserError) {
        let isTooLong = fault == .headerOverflow
        let status: HTTPResponseStatus = isTooLong ? .requestHeaderFieldsTooLarge : .badRequest
        let document: JSON = [
            "type": "about:blank",
            "title": .text(status.reasonPhrase),
            "status": .number(Int(status.code)),
            "detail": .text(
                isTooLong
                    ? "The address or the head of the request is too long."
                    : "This is no HTTP request."),
            "remedy": .text(
                isTooLong ? "Send less than 16 kB of both." : "Send one as RFC 9112 has it."),
        ]
        body = ByteBuffer(bytes: document.bytes)
        head = HTTPResponseHead(
            version: .http1_1, status: status,
            headers: [
                "content-type": "application/problem+json",
                "content-length": "\(body.readableBytes)", "connection": "close",
            ])
    }
}
