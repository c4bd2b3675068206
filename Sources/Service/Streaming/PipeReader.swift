import Broadcast
import Dispatch
import Glibc
import Synchronization

/// Reads a worker's output pipe in few large batches, off the cooperative threads.
final class PipeReader: Sendable {
    /// All pipes share one queue: it only moves bytes.
    private static let queue = DispatchQueue(label: "exstreamtv.pipes", qos: .userInitiated)
    private static let batch = 131_072

    private let pipe: Descriptor
    private let take: @Sendable (UnsafeRawBufferPointer) -> Duration?
    private let finish: @Sendable () -> Void
    private let state = Mutex(State())

    private struct State {
        var source: (any DispatchSourceRead)?
        /// The source is suspended; it must not be let go of until it runs again.
        var isResting = false
        var isStopped = false
    }

    /// - Parameters:
    ///   - take: Gets the bytes; says how long the next may wait, or `nil` to stop reading.
    ///   - finish: Called once, when the pipe has ended or `take` wants no more.
    init(
        _ pipe: Descriptor, take: @escaping @Sendable (UnsafeRawBufferPointer) -> Duration?,
        finish: @escaping @Sendable () -> Void
    ) {
        self.pipe = pipe
        self.take = take
        self.finish = finish
    }

    /// Begins to read; the reader lives until the pipe ends or ``stop()``.
    func start() {
        state.withLock { state in
            let source = DispatchSource.makeReadSource(
                fileDescriptor: pipe.number, queue: Self.queue)
            source.setEventHandler { self.readable() }
            source.setCancelHandler { _ = self.pipe }
            state.source = source
            source.resume()
        }
    }

    /// Stops reading, without `finish`; a batch under way may still come.
    func stop() {
        _ = halt()
    }

    /// - Returns: Whether it was reading until now.
    private func halt() -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            state.isStopped = true
            state.source?.cancel()
            if !state.isResting { state.source = nil }
            return true
        }
    }

    private func readable() {
        withUnsafeTemporaryAllocation(byteCount: Self.batch, alignment: 16) { room in
            let count = read(pipe.number, room.baseAddress, room.count)
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0, let pause = take(UnsafeRawBufferPointer(rebasing: room[..<count]))
            else {
                if halt() { finish() }
                return
            }
            // A full batch means that more is waiting.
            let isFull = count == room.count
            if !isFull && pause > .zero { rest(for: pause) }
        }
    }

    private func rest(for pause: Duration) {
        state.withLock { state in
            guard let source = state.source, !state.isStopped else { return }
            source.suspend()
            state.isResting = true
        }
        let time = DispatchTime.now() + .microseconds(Int(pause.inMicroseconds))
        Self.queue.asyncAfter(deadline: time) { self.wake() }
    }

    private func wake() {
        state.withLock { state in
            guard state.isResting else { return }
            state.source?.resume()
            state.isResting = false
            if state.isStopped { state.source = nil }
        }
    }
}
