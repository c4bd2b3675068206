import NIOCore
import Wire

/// What changes, told to every page that listens: whole documents, so that a page which was away
/// needs nothing but the newest. Looks only while somebody listens.
actor EventFeed {
    /// Names a document and makes it; members that change with time alone are left out.
    struct Topic: Sendable {
        let name: String
        let read: @Sendable () async throws -> JSON
    }

    private static let most = 32
    private static let beat = Duration.seconds(1)
    /// Beats without news after which a comment shows that the line is open.
    private static let patience = 15

    private let topics: [Topic]
    private let sleep: @Sendable (Duration) async throws -> Void
    private var listeners: [Int: AsyncStream<ByteBuffer>.Continuation] = [:]
    private var next = 0
    private var number = 0
    private var newest: [String: (document: JSON, event: ByteBuffer)] = [:]
    private var quiet = 0
    private var ticker: Task<Void, Never>?

    init(
        topics: [Topic],
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.topics = topics
        self.sleep = sleep
    }

    /// The newest of every document at once, then each that changes.
    ///
    /// - Returns: `nil` if too many listen already.
    func listen() -> (id: Int, events: AsyncStream<ByteBuffer>)? {
        guard listeners.count < Self.most else { return nil }
        let (events, continuation) = AsyncStream<ByteBuffer>.makeStream(
            bufferingPolicy: .bufferingNewest(16))
        next += 1
        listeners[next] = continuation
        continuation.yield(ByteBuffer(string: "retry: 2000\n\n"))
        if ticker == nil {
            newest = [:]
            ticker = Task { await run() }
        } else {
            Task { [next] in await greet(next) }
        }
        return (next, events)
    }

    /// What was new at the last beat may be older than what the page has just read.
    private func greet(_ id: Int) async {
        await look()
        for (_, event) in newest.sorted(by: { $0.key < $1.key }).map(\.value) {
            listeners[id]?.yield(event)
        }
    }

    func leave(_ id: Int) {
        listeners.removeValue(forKey: id)?.finish()
        if listeners.isEmpty {
            ticker?.cancel()
            ticker = nil
        }
    }

    private func run() async {
        while !Task.isCancelled {
            await look()
            guard (try? await sleep(Self.beat)) != nil else { return }
        }
    }

    private func look() async {
        quiet += 1
        for topic in topics {
            guard let document = try? await topic.read(), !Task.isCancelled,
                document != newest[topic.name]?.document
            else { continue }
            number += 1
            let data = String(decoding: document.bytes, as: UTF8.self)
            let event = ByteBuffer(
                string: "id: \(number)\nevent: \(topic.name)\ndata: \(data)\n\n")
            newest[topic.name] = (document, event)
            send(event)
        }
        if quiet >= Self.patience { send(ByteBuffer(string: ": still here\n\n")) }
    }

    private func send(_ bytes: ByteBuffer) {
        quiet = 0
        for listener in listeners.values { listener.yield(bytes) }
    }
}
