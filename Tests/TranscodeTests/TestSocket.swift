import CLinux
import Glibc
import Testing
import Wire

/// A socket pair, closed with the test: the test plays the daemon at one end.
final class TestSocket {
    private let daemon: CInt
    /// The end of the process under test.
    let worker: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            fatalError("no socket pair: errno \(errno)")
        }
        (daemon, worker) = (ends[0], ends[1])
    }

    deinit {
        close(daemon)
        close(worker)
    }

    func send(_ bytes: [UInt8], _ descriptors: [CInt] = []) {
        let sent = clinux_send(daemon, bytes, bytes.count, descriptors, CInt(descriptors.count))
        #expect(sent == bytes.count)
    }

    /// Nothing more comes from the daemon; it still reads.
    func endOrders() { shutdown(daemon, CInt(SHUT_WR)) }

    func hangUp() { shutdown(daemon, CInt(SHUT_RDWR)) }

    /// All messages that wait for the daemon.
    func received<Message: Decodable>(_ type: Message.Type) throws -> [Message] {
        var lines = LineBuffer()
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(daemon, &bytes, bytes.count, CInt(MSG_DONTWAIT))
        return try lines.add(bytes.prefix(max(0, count))).map {
            try JSONLine.decode(type, from: $0)
        }
    }
}
