import NIOHTTP1

/// What one connection is doing, and what follows from it: the rules that HTTP/1 leaves to a
/// server, decided without touching the connection.
struct ConnectionPhase {
    /// A request and its answer.
    private struct Exchange {
        /// The connection ends with this answer.
        var isLast: Bool
        let isStream: Bool
        /// The whole request is there.
        var isRequested = false
    }

    /// Requests not answered yet, oldest first: a client may send the next ones ahead.
    private var exchanges: [Exchange] = []

    /// Whether the client has nothing to wait for.
    var isIdle: Bool { exchanges.isEmpty }

    /// A request's head is there. Real units never keep a connection; we do when HTTP/1.1 lets us.
    ///
    /// - Returns: Whether the connection ends with this request's answer.
    mutating func begins(_ head: HTTPRequestHead) -> Bool {
        let options = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
        let isLast =
            options.contains("close")
            || head.version.minor == 0 && !options.contains("keep-alive")
        let isStream = head.uri.hasPrefix("/auto/") || head.uri.hasPrefix("/tuner")
        exchanges.append(Exchange(isLast: isLast, isStream: isStream))
        return isLast
    }

    /// The whole request is there.
    mutating func isRequested() {
        guard !exchanges.isEmpty else { return }
        exchanges[exchanges.count - 1].isRequested = true
    }

    /// - Parameter head: Without a length, the end of the connection is the end of the body.
    /// - Returns: Whether the head has to say that the connection closes.
    mutating func answers(_ head: HTTPResponseHead) -> Bool {
        guard !exchanges.isEmpty else { return true }  // To what is no request.
        let hasEnd = head.headers.contains(name: "content-length") || head.status == .notModified
        if !hasEnd || !exchanges[0].isRequested { exchanges[0].isLast = true }
        return exchanges[0].isLast
    }

    /// The answer's last byte is written.
    ///
    /// - Returns: Whether the connection is to be closed now.
    mutating func isAnswered() -> Bool {
        exchanges.isEmpty || exchanges.removeFirst().isLast
    }

    /// The client sends no more. A viewer who is answered by a stream is gone; anyone else may
    /// wait for the answer with its own side closed.
    ///
    /// - Returns: Whether to break the connection.
    func isAbandoned() -> Bool { exchanges.first?.isStream ?? false }
}
