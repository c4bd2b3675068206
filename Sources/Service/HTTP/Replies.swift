import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Response {
    /// A document that is right now only, as tuner documents are.
    init(
        _ bytes: ByteBuffer, type: String, status: HTTPResponse.Status = .ok,
        extra: HTTPFields = [:]
    ) {
        var headers = extra
        headers[.contentType] = type
        headers[.cacheControl] = "no-cache"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    init(_ json: JSON, status: HTTPResponse.Status = .ok, extra: HTTPFields = [:]) {
        self.init(
            ByteBuffer(bytes: json.bytes), type: ContentType.json, status: status, extra: extra)
    }

    /// Headers only, without a body.
    init(empty status: HTTPResponse.Status, headers: HTTPFields = [:]) {
        self.init(status: status, headers: headers)
    }
}

/// What our documents are, spelt as real units do.
enum ContentType {
    static let json = #"application/json; charset="utf-8""#
    static let xml = #"text/xml; charset="utf-8""#
    static let playlist = #"audio/x-mpegurl; charset="utf-8""#
    static let text = #"text/plain; charset="utf-8""#
    static let page = "text/html; charset=utf-8"
    static let stream = "video/mpeg"
    static let segments = "application/vnd.apple.mpegurl"
    static let segment = "video/mp2t"
}

extension HTTPField.Name {
    static func known(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("a header's name") }
        return name
    }

    static let tunerError = known("X-HDHomeRun-Error")
    static let tunerResource = known("X-HDHomeRun-Resource")
    static let transferMode = known("transferMode.dlna.org")
}

extension HTTPFields {
    /// Other sites' pages may read what real units let them read.
    static let readableByAll: HTTPFields = [.accessControlAllowOrigin: "*"]
}
