import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// What a resource's method answers.
typealias Answer = @Sendable (Request, TunerContext) async throws -> Response

extension RouterMethods<TunerContext> {
    /// One resource with the methods it has; any other is answered with those.
    func resource(_ path: RouterPath, _ answers: [HTTPRequest.Method: Answer]) {
        let all: [HTTPRequest.Method] =
            [.get, .post, .put, .patch, .delete, .options, .trace]
            + [HTTPRequest.Method("QUERY")].compactMap { $0 }
        let allowed = all.filter { answers[$0] != nil }.map(\.rawValue).joined(separator: ", ")
        for method in all {
            let answer: Answer =
                answers[method] ?? { _, _ in
                    throw Problem(
                        .methodNotAllowed, "This cannot be done here.",
                        remedy: "Use one of \(allowed).", headers: [.allow: allowed])
                }
            on(path, method: method, use: answer)
        }
    }
}

extension Request {
    /// The body as JSON.
    func json() async throws -> JSON {
        let type = headers[.contentType]?.split(separator: ";").first.map { String($0).trimmed }
        guard type?.lowercased() == "application/json" else {
            throw Problem(
                .unsupportedMediaType, "The body is not marked as JSON.",
                remedy: "Send it with Content-Type: application/json.")
        }
        let bytes = try await bytes(most: APIRequest.mostBytes, "body")
        do {
            return try JSON(reading: bytes)
        } catch {
            throw Problem(
                .badRequest, "The body \(error.text), at byte \(error.offset).",
                remedy: "Send JSON as RFC 8259 has it, with whole numbers.")
        }
    }

    /// The body.
    ///
    /// - Parameter name: What it is, for the sentence that refuses a larger one.
    func bytes(most: Int, _ name: String) async throws -> [UInt8] {
        do {
            var body = try await self.body.collect(upTo: most)
            return body.readBytes(length: body.readableBytes) ?? []
        } catch is NIOTooManyBytesError {
            throw Problem(
                .contentTooLarge, "The \(name) is larger than \(most) bytes.",
                remedy: "Send less at once.")
        }
    }

    /// A number in the query.
    func number(_ key: String, _ range: ClosedRange<Int>, or fallback: Int) throws(Problem) -> Int {
        guard let text = uri.queryParameters[Substring(key)] else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(
                key, "is out of range",
                "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}

extension TunerContext {
    /// A number in the path; anything else names nothing that there is.
    func number(_ key: String, of thing: String) throws -> Int64 {
        guard let number = Int64(try parameters.require(key)), number >= 0 else {
            throw Problem.missing(thing)
        }
        return number
    }
}

/// Limits of requests, and the marks that keep edits from undoing each other.
enum APIRequest {
    static let mostBytes = 65_536

    /// The mark of a document: changes with what it says.
    static func etag(of document: JSON) -> String {
        let hash = document.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return "\"\(String(hash, radix: 16))\""
    }

    /// What an edit says that it has seen.
    static func seen(_ request: Request) throws(Problem) -> String {
        guard let mark = request.headers[.ifMatch] else {
            throw Problem(
                .preconditionRequired, "The edit does not say what it was made from.",
                remedy: "Send If-Match with the ETag of the document.")
        }
        return mark
    }

    /// Refuses an edit of something that has changed since it was read.
    static func check(_ seen: String, _ document: JSON) throws(Problem) {
        guard seen == "*" || seen == etag(of: document) else {
            throw Problem(
                .preconditionFailed, "Somebody else has changed it in the meantime.",
                remedy: "Read it again, and repeat the edit.")
        }
    }
}

extension Response {
    /// A document that can be edited.
    init(editable document: JSON, status: HTTPResponse.Status = .ok, extra: HTTPFields = [:]) {
        var headers = extra
        headers[.eTag] = APIRequest.etag(of: document)
        self.init(document, status: status, extra: headers)
    }

    /// One page of a list.
    init(page items: [JSON], total: Int, offset: Int) {
        self.init([
            "items": .list(items), "total": .number(total), "offset": .number(offset),
        ])
    }
}
