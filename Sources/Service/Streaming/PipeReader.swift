import Glibc
import Synchronization

/// Reads a worker's output pipe in few large batches, off the cooperative threads.
final class PipeReader: Sendable {
    /// Reads into the room it is given; gives how many bytes it put there.
    typealias Fill = (UnsafeMutableRawBufferPointer) -> Int

    let pipe: Descriptor
    private let take: @Sendable (Fill) -> Duration?
    private let finish: @Sendable () -> Void
    private let isStopped = Mutex(false)

    /// - Parameters:
    ///   - take: Lets itself be given bytes; says how long the next may wait, or `nil` to stop
    ///     reading.
    ///   - finish: Called once, when the pipe has ended or `take` wants no more.
    init(
        _ pipe: Descriptor, take: @escaping @Sendable (Fill) -> Duration?,
        finish: @escaping @Sendable () -> Void
    ) {
        self.pipe = pipe
        self.take = take
        self.finish = finish
    }

    /// Begins to read; the reader lives until the pipe ends or ``stop()``.
    func start() { PipePump.shared.add(self) }

    /// Stops reading, without `finish`; a batch under way may still come.
    func stop() {
        if halt() { PipePump.shared.remove(self) }
    }

    /// - Returns: Whether it was reading until now.
    private func halt() -> Bool {
        isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
    }

    /// Reads all there is.
    ///
    /// - Returns: How long the pipe may be left alone, `nil` when reading is over.
    func readAll() -> Duration? {
        var pause = Duration.zero
        while !isStopped.withLock({ $0 }) {
            let (next, result) = readOnce()
            if case .nothing = result { return pause }
            guard let next, result != .end else {
                if halt() { finish() }
                return nil
            }
            pause = next
            if result == .some { return pause }
        }
        return nil
    }

    private enum Result { case nothing, some, full, end }

    private func readOnce() -> (pause: Duration?, result: Result) {
        var result = Result.end
        let pause = take { room in
            let count = read(pipe.number, room.baseAddress, room.count)
            if count < 0, errno == EAGAIN || errno == EINTR { result = .nothing }
            if count > 0 { result = count == room.count ? .full : .some }
            return max(count, 0)
        }
        return (pause, result)
    }
}
