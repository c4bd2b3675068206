import Wire

/// Answers HDHomeRun clients that look for tuners: UDP 65001, broadcast, multicast and unicast.
struct NativeDiscovery: Sendable {
    static let port = 65_001
    /// Where IPv6 clients ask: the link's group and the site's.
    static let groups = ["ff02::176", "ff05::176"].compactMap { IPAddress($0) }

    let socket: DatagramSocket
    let network: Network
    let clock: @Sendable () -> Duration

    /// Answers until the socket is closed.
    func run(_ responder: DiscoverResponder) async {
        var responder = responder
        for await datagram in socket.datagrams {
            let interfaces = network.interfaces
            guard
                let (reply, source) = responder.answer(
                    datagram, interfaces: interfaces, at: clock())
            else { continue }
            socket.send(
                reply, to: datagram.peer, from: source, interface: datagram.interface)
        }
    }
}
