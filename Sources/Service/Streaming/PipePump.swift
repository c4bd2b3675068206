import Broadcast
import Glibc
import Synchronization

/// The one thread that reads the workers' pipes.
///
/// Pauses end at common instants, so that all channels and all their viewers are served in one
/// go: twenty channels wake the machine ten times a second, not two hundred times. Sleeps while no
/// pipe is open.
final class PipePump: Sendable {
    static let shared = PipePump()

    private struct Entry {
        let reader: PipeReader
        /// Not looked at before; CLOCK_MONOTONIC.
        var due = Duration.zero
    }

    /// Those who want to know that the thread turns.
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])
    private let entries = Mutex<[ObjectIdentifier: Entry]>([:])
    /// Readable when the entries have changed.
    private let bell: (read: Descriptor, write: Descriptor)

    private init() {
        guard let bell = Descriptor.pipe() else {
            preconditionFailure("no descriptor for the thread that reads the workers' pipes")
        }
        self.bell = bell
        var thread = pthread_t()
        let kept = Unmanaged.passRetained(self)
        let code = pthread_create(&thread, nil, runPump, kept.toOpaque())
        precondition(code == 0, "no thread to read the workers' pipes")
        pthread_detach(thread)
    }

    func add(_ reader: PipeReader) {
        entries.withLock { $0[ObjectIdentifier(reader)] = Entry(reader: reader) }
        ring()
    }

    func remove(_ reader: PipeReader) {
        _ = entries.withLock { $0.removeValue(forKey: ObjectIdentifier(reader)) }
        ring()
    }

    /// Returns when the thread has come round.
    func turn() async {
        await withCheckedContinuation { waiter in
            waiting.withLock { $0.append(waiter) }
            ring()
        }
    }

    private func ring() {
        _ = write(bell.write.number, [1], 1)
    }

    fileprivate func run() -> Never {
        while true {
            let readable = readable()
            let waiters = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            waiters.forEach { $0.resume() }
            for reader in readable {
                let pause = reader.readAll()
                entries.withLock { entries in
                    let due = pause.map { Self.due(after: $0) }
                    if let due {
                        entries[ObjectIdentifier(reader)]?.due = due
                    } else {
                        entries[ObjectIdentifier(reader)] = nil
                    }
                }
            }
        }
    }

    /// Waits for the pipes that are due; gives those that have something.
    private func readable() -> [PipeReader] {
        let all = entries.withLock { Array($0.values) }
        let now = Self.now
        let due = all.filter { $0.due <= now }.map(\.reader)
        let next = all.lazy.map(\.due).filter { $0 > now }.min()
        var polls = due.map { pollfd(fd: $0.pipe.number, events: Int16(POLLIN), revents: 0) }
        polls.append(pollfd(fd: bell.read.number, events: Int16(POLLIN), revents: 0))
        let wait = next.map { Int32(clamping: ($0 - now).inMicroseconds / 1_000 + 1) } ?? -1
        guard poll(&polls, nfds_t(polls.count), wait) > 0 else { return [] }
        if polls[due.count].revents != 0 {
            var rings = [UInt8](repeating: 0, count: 256)
            _ = read(bell.read.number, &rings, rings.count)
        }
        return zip(due, polls).filter { $1.revents != 0 }.map(\.0)
    }

    /// The end of a pause from now on, at an instant that pauses of the same length share.
    private static func due(after pause: Duration) -> Duration {
        guard pause > .zero else { return .zero }
        let step = min(pause.inMicroseconds, 100_000)
        return .microseconds((now + pause).inMicroseconds / step * step)
    }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

private func runPump(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<PipePump>.fromOpaque(argument).takeUnretainedValue().run() }
    return nil
}
