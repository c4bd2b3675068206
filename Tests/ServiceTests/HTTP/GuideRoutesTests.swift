import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Service

@Suite struct GuideRoutesTests {
    private let document: CachedDocument

    init() throws {
        document = CachedDocument(
            contentType: "application/xml", [try GuidePiece(Array("<tv>".utf8))])
    }

    private func reply(_ headers: HTTPFields) -> Response {
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: nil, path: "/xmltv.xml",
            headerFields: headers)
        return GuideRoutes.reply(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())), with: document)
    }

    @Test func aClientThatUnpacksGetsItPacked() {
        let plain = reply([:])
        let packed = reply([.acceptEncoding: "deflate, gzip;q=0.5"])
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(plain.headers[.contentLength] == "4")
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.headers[.contentLength] == "\(document.gzippedLength)")
        #expect(plain.headers[.eTag] != packed.headers[.eTag])
        #expect(packed.headers[.vary] == "Accept-Encoding")
    }

    @Test func aClientThatHasItIsToldSo() {
        let known = document.etag
        for value in [known, "\"x\", \(known)", "W/\(known)", "*"] {
            let reply = reply([.ifNoneMatch: value])
            #expect(reply.status == .notModified)
            #expect(reply.headers[.contentLength] == nil)
        }
        #expect(reply([.ifNoneMatch: "\"x\""]).status == .ok)
        #expect(reply([.ifNoneMatch: known, .acceptEncoding: "gzip"]).status == .ok)
    }

    @Test(arguments: ["gzip", "*", "br, GZIP", "gzip; q=1"]) func wantsGzip(_ value: String) {
        #expect(GuideRoutes.accepts(gzip: [value]))
    }

    @Test(arguments: ["", "br", "gzip;q=0", "gzip; q=0.000", "identity"])
    func doesNotWantGzip(_ value: String) {
        #expect(!GuideRoutes.accepts(gzip: [value]))
    }
}
