import CLinux
import Glibc
import Wire

/// A worker's end of its control socket: orders in, events out. Its end is the worker's end.
struct WorkerControl {
    let descriptor: CInt
    private var lines = LineBuffer()

    init(descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// Reads once, blocking while nothing is there; orders that no version of ours sends are left
    /// out.
    ///
    /// - Returns: `nil` when the daemon closed the socket: stop.
    mutating func receive() -> [WorkerOrder]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var descriptors = [CInt](repeating: -1, count: Int(CLINUX_DESCRIPTORS))
        var count: CInt = 0
        let received = clinux_receive(descriptor, &bytes, bytes.count, &descriptors, &count)
        if received == -Int(EAGAIN) {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, -1)
            return []
        }
        guard received > 0 else { return nil }
        descriptors.prefix(Int(count)).forEach { close($0) }
        return lines.add(bytes.prefix(received)).compactMap {
            try? JSONLine.decode(WorkerOrder.self, from: $0)
        }
    }

    /// Whether the daemon still holds its end; for workers that are long at one piece of work.
    var isOpen: Bool {
        var waiting = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&waiting, 1, 0) <= 0
    }

    /// - Returns: `false` when the daemon is gone: stop.
    func tell(_ event: WorkerEvent) -> Bool {
        guard let line = try? JSONLine.encode(event) else { return true }
        return SocketBytes.send(line, to: descriptor)
    }
}
