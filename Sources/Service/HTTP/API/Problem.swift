import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Why a request of the API got nothing: an answer of RFC 9457, with what to do about it and the
/// field it is about.
struct Problem: Error {
    let status: HTTPResponse.Status
    /// What is wrong, as a whole sentence.
    let message: String
    /// What to do about it, as whole sentences.
    let remedy: String
    /// The member of the body, or the parameter, such as `schedule.items[2].start`.
    var field: String?
    /// Where in a query, in characters from 1.
    var column: Int?
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ message: String, remedy: String, field: String? = nil,
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.message = message
        self.remedy = remedy
        self.field = field
        self.headers = headers
    }

    var response: Response {
        let document: JSON = [
            "type": "about:blank",
            "title": .text(status.reasonPhrase),
            "status": .number(status.code),
            "detail": .text(message),
            "remedy": .text(remedy),
            "field": .optional(field),
            "column": .optional(column),
        ]
        return Response(
            ByteBuffer(bytes: document.bytes), type: "application/problem+json", status: status,
            extra: headers)
    }
}

extension Problem {
    /// There is no such thing, or no longer.
    static func missing(_ thing: String) -> Problem {
        Problem(
            .notFound, "There is no such \(thing).",
            remedy: "Ask for the list; it may have been removed.")
    }

    /// A value that cannot be.
    static func invalid(_ field: String, _ fault: String, _ remedy: String) -> Problem {
        Problem(.unprocessableContent, "“\(field)” \(fault).", remedy: remedy, field: field)
    }
}
