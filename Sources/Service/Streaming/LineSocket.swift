import CLinux
import Dispatch
import Glibc
import Synchronization
import Wire

/// A Unix socket to a process of ours that carries JSON lines both ways; nothing on it blocks.
final class LineSocket: Sendable {
    private static let queue = DispatchQueue(label: "exstreamtv.control")
    /// Lines that may wait for their reader, and bytes that may wait for the peer; a peer that
    /// goes beyond is cut off.
    private static let mostLines = 4_096
    private static let mostBytes = 8 << 20

    private struct Message {
        var bytes: ArraySlice<UInt8>
        /// Travel with the first byte.
        var descriptors: [Descriptor]
    }

    private struct State {
        var reading: (any DispatchSourceRead)?
        var writing: (any DispatchSourceWrite)?
        var waiting: [Message] = []
        var buffer = LineBuffer()
    }

    /// What the peer says; ends when the peer does, or after ``close()``.
    let lines: AsyncStream<[UInt8]>
    private let received: AsyncStream<[UInt8]>.Continuation
    private let socket: Descriptor
    private let state = Mutex(State())

    init(_ socket: Descriptor) {
        self.socket = socket
        (lines, received) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.mostLines))
    }

    /// Begins to listen; the socket stays open until the peer ends or ``close()``.
    func start() {
        state.withLock { state in
            let reading = DispatchSource.makeReadSource(
                fileDescriptor: socket.number, queue: Self.queue)
            reading.setEventHandler { self.readable() }
            reading.setCancelHandler { _ = self.socket }
            state.reading = reading
            reading.resume()
        }
    }

    /// Says something; copies of `descriptors` reach the peer with it. Dropped when it has gone.
    func send(_ message: some Encodable, descriptors: [Descriptor] = []) {
        guard let line = try? JSONLine.encode(message) else { return }
        let isTooMuch = state.withLock { state in
            guard state.reading != nil else { return false }
            state.waiting.append(Message(bytes: line[...], descriptors: descriptors))
            if state.writing == nil { flush(&state) }
            return state.waiting.reduce(0) { $0 + $1.bytes.count } > Self.mostBytes
        }
        if isTooMuch { close() }
    }

    /// Hangs up; the peer sees the end of the connection at once.
    func close() {
        state.withLock { state in
            guard let reading = state.reading else { return }
            shutdown(socket.number, CInt(SHUT_RDWR))
            reading.cancel()
            state.writing?.cancel()
            state.reading = nil
            state.writing = nil
            state.waiting = []
        }
        received.finish()
    }

    private func readable() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(socket.number, &bytes, bytes.count)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        guard count > 0 else { return close() }
        for line in state.withLock({ $0.buffer.add(bytes[..<count]) }) {
            if case .dropped = received.yield(line) { return close() }
        }
    }

    /// Sends what the socket takes now, and waits for room to send the rest.
    private func flush(_ state: inout State) {
        while let message = state.waiting.first {
            let numbers = message.descriptors.map(\.number)
            let sent = message.bytes.withUnsafeBytes {
                clinux_send(socket.number, $0.baseAddress, $0.count, numbers, CInt(numbers.count))
            }
            guard sent > 0 else {
                if sent == Int(-EAGAIN) { waitForRoom(&state) }
                return
            }
            state.waiting[0].descriptors = []
            state.waiting[0].bytes = message.bytes.dropFirst(sent)
            if state.waiting[0].bytes.isEmpty { state.waiting.removeFirst() }
        }
        state.writing?.cancel()
        state.writing = nil
    }

    private func waitForRoom(_ state: inout State) {
        guard state.writing == nil else { return }
        let writing = DispatchSource.makeWriteSource(
            fileDescriptor: socket.number, queue: Self.queue)
        writing.setEventHandler { self.state.withLock { self.flush(&$0) } }
        writing.setCancelHandler { _ = self.socket }
        state.writing = writing
        writing.resume()
    }
}
