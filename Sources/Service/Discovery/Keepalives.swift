import Wire

/// Native clients' "I am still watching" datagrams on UDP 5004: a lock key of four bytes each second
/// from the port that the stream goes to.
struct Keepalives: Sendable {
    static let port = 5004

    let socket: DatagramSocket
    let control: NativeControl

    /// Listens until the socket is closed or the task is cancelled.
    func run() async {
        for await datagram in socket.datagrams where datagram.bytes.count == 4 {
            let key = datagram.bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            await control.keepalive(from: datagram.peer, key: key)
        }
    }
}
