import CLinux
import Glibc

/// Whole messages over a Unix socket, whether or not it blocks.
enum SocketBytes {
    /// Sends all of `bytes`, waiting while the peer does not read.
    ///
    /// - Returns: `false` when the peer is gone.
    static func send(_ bytes: [UInt8], to socket: CInt) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                clinux_send(socket, $0.baseAddress, $0.count, nil, 0)
            }
            if sent == -Int(EAGAIN) {
                var waiting = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if sent < 0 {
                return false
            } else {
                rest = rest.dropFirst(sent)
            }
        }
        return true
    }
}
