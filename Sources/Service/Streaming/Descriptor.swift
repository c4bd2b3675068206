import Glibc

/// An open file descriptor, closed when the last reference to it goes.
final class Descriptor: Sendable {
    let number: CInt

    init(owning number: CInt) {
        self.number = number
    }

    deinit { close(number) }

    /// A pipe whose read end doesn't block, or `nil` when no descriptor is left (`errno` says why).
    static func pipe() -> (read: Descriptor, write: Descriptor)? {
        var ends: [CInt] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let pair = (read: Descriptor(owning: ends[0]), write: Descriptor(owning: ends[1]))
        pair.read.stopBlocking()
        return pair
    }

    /// Two ends of a Unix stream socket, the first of which doesn't block.
    static func socketPair() -> (ours: Descriptor, theirs: Descriptor)? {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        let pair = (ours: Descriptor(owning: ends[0]), theirs: Descriptor(owning: ends[1]))
        pair.ours.stopBlocking()
        return pair
    }

    /// Lets a pipe hold more than the usual 64 KB, where the system allows.
    func widenPipe(to bytes: Int) {
        let setPipeSize: CInt = 1031  // F_SETPIPE_SZ, hidden from Swift
        _ = fcntl(number, setPipeSize, CInt(bytes))
    }

    private func stopBlocking() {
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    }
}
