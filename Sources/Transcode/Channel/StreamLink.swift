import Broadcast
import Glibc
import Wire

/// A stream worker's two ways out: the pipe for packets, the socket for orders and events.
struct StreamLink {
    /// The daemon wants no more.
    struct Closed: Error {}

    private let output: CInt
    private var control: WorkerControl

    init(output: CInt, control: WorkerControl) {
        self.output = output
        self.control = control
        _ = fcntl(output, F_SETFL, fcntl(output, F_GETFL) | O_NONBLOCK)
    }

    /// Writes all of `bytes`, waiting while the pipe is full.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Closed) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let written = Glibc.write(output, start, rest.count)
            if written >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            } else if errno == EAGAIN {
                try waitForRoom()
            } else if errno != EINTR {
                throw Closed()
            }
        }
    }

    func tell(_ event: WorkerEvent) {
        _ = control.tell(event)
    }

    /// Waits until the daemon says something, at most for `pause`.
    mutating func orders(within pause: Duration) throws(Closed) -> [WorkerOrder] {
        var waiting = pollfd(fd: control.descriptor, events: Int16(POLLIN), revents: 0)
        let limit = max(0, (pause.inMicroseconds + 999) / 1000)
        guard poll(&waiting, 1, CInt(min(limit, 60_000))) > 0 else { return [] }
        guard let orders = control.receive() else { throw Closed() }
        return orders
    }

    /// Returns when the pipe takes more; ends with the daemon.
    private func waitForRoom() throws(Closed) {
        var waiting = [
            pollfd(fd: output, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: control.descriptor, events: 0, revents: 0),
        ]
        guard poll(&waiting, 2, -1) > 0 else { return }
        if waiting[1].revents & Int16(POLLHUP | POLLERR) != 0 { throw Closed() }
    }
}
