import NIOHTTP1

/// What one connection is doing, and what follows from it: the rules that HTTP/1 leaves to a
/// server, decided without touching the connection.
struct ConnectionPhase: Equatable {
    enum State: Equatable {
        /// No request yet, or not all of it.
        case waiting
        case answering
        /// The answer said that it is the last one.
        case closing
    }

    private(set) var state = State.waiting
    /// The answer in progress ends the connection.
    private var isLast = false
    private var isStream = false

    /// A request's head is there. Real units never keep a connection; we do when HTTP/1.1 lets us.
    ///
    /// - Returns: Whether the connection ends with this request's answer.
    mutating func begins(_ head: HTTPRequestHead) -> Bool {
        let options = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
        isLast =
            options.contains("close")
            || head.version.minor == 0 && !options.contains("keep-alive")
        isStream = head.uri.hasPrefix("/auto/") || head.uri.hasPrefix("/tuner")
        return isLast
    }

    /// The whole request is there.
    mutating func isRequested() {
        if state == .waiting { state = .answering }
    }

    /// - Parameter head: Without a length, the end of the connection is the end of the body.
    /// - Returns: Whether the head has to say that the connection closes.
    mutating func answers(_ head: HTTPResponseHead) -> Bool {
        let hasEnd = head.headers.contains(name: "content-length") || head.status == .notModified
        if !hasEnd || state == .waiting { isLast = true }
        return isLast
    }

    /// The answer's last byte is written.
    ///
    /// - Returns: Whether the connection is to be closed now.
    mutating func isAnswered() -> Bool {
        state = isLast ? .closing : .waiting
        isStream = false
        return isLast
    }

    /// The client sends no more. A viewer who is answered by a stream is gone; anyone else may
    /// wait for the answer with its own side closed.
    ///
    /// - Returns: Whether to break the connection.
    func isAbandoned() -> Bool { isStream }
}
