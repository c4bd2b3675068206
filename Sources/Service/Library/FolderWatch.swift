import CLinux
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Hears from the kernel in which folders something has changed (inotify), so that a scan needs to
/// look only there. Where a file system does not tell, the next whole scan finds it.
final class FolderWatch: Sendable {
    /// What has changed since the last time that somebody asked.
    enum Changes: Equatable, Sendable {
        case folders(Set<String>)
        /// So much that the kernel did not keep count.
        case everything
    }

    fileprivate struct State {
        var paths: [CInt: String] = [:]
        var changed: Set<String> = []
        var isLost = false
        var isFull = false
    }

    /// Says that there are changes to take.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let state = Mutex(State())
    private let descriptor: CInt
    private let source: any DispatchSourceRead

    /// - Returns: `nil` where the kernel has no inotify, or no more of it for this user.
    init?() {
        descriptor = clinux_watch_open()
        guard descriptor >= 0 else { return nil }
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "exstreamtv.folders"))
        source.setEventHandler { [weak self] in self?.readable() }
        source.setCancelHandler { [descriptor] in close(descriptor) }
        source.activate()
    }

    deinit { source.cancel() }

    /// Watches a folder from now on. Blocks on the disk.
    ///
    /// - Parameter path: absolute.
    func add(_ path: String) {
        guard state.withLock({ !$0.isFull }) else { return }
        let watch = clinux_watch_add(descriptor, path)
        state.withLock { state in
            if watch >= 0 { state.paths[watch] = path }
            if watch == -ENOSPC { state.isFull = true }
        }
    }

    /// Whether this user may watch no more folders.
    var isFull: Bool { state.withLock { $0.isFull } }

    /// The folders that are watched.
    var watched: Set<String> { state.withLock { Set($0.paths.values) } }

    /// What has changed since the last call.
    func take() -> Changes {
        state.withLock { state in
            defer {
                state.changed = []
                state.isLost = false
            }
            return state.isLost ? .everything : .folders(state.changed)
        }
    }

    private func readable() {
        var events = [clinux_watch_event](
            repeating: clinux_watch_event(), count: Int(CLINUX_WATCH_EVENTS))
        while true {
            let count = clinux_watch_read(descriptor, &events)
            guard count > 0 else { return }
            state.withLock { state in
                for event in events.prefix(Int(count)) { state.note(event) }
            }
            signal.yield()
        }
    }
}

extension FolderWatch.State {
    fileprivate mutating func note(_ event: clinux_watch_event) {
        if event.overflow { isLost = true }
        guard let path = paths[event.watch] else { return }
        if event.ended { paths[event.watch] = nil }
        changed.insert(path)
    }
}
