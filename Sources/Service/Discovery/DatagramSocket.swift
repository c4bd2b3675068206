import Broadcast
import CLinux
@preconcurrency import Dispatch
import Glibc
import Synchronization
import Wire

/// A UDP port on every address of one family, which knows where each datagram came in and can say
/// from where an answer leaves.
///
/// Owns its descriptor until ``close()``. Datagrams wait in a bounded queue; what does not fit is
/// lost, as datagrams are.
final class DatagramSocket: Sendable {
    /// What has come; one task reads it, and it ends when the socket is closed.
    let datagrams: AsyncStream<Datagram>
    let isVersion6: Bool
    private let continuation: AsyncStream<Datagram>.Continuation
    /// −1 once closed.
    private let descriptor: Mutex<CInt>
    private let source: any DispatchSourceRead

    private static let mostWaiting = 256
    /// Most datagrams taken at one wake-up, so that a flood leaves room for others.
    private static let turn = 64

    /// - Parameters:
    ///   - isShared: Whether other programs may have the port as well, which SSDP wants.
    ///   - ttl: How many routers a multicast may pass.
    /// - Throws: ``DatagramError`` if the port cannot be had.
    static func open(port: Int, version6: Bool, isShared: Bool = false, ttl: Int = 1)
        throws(DatagramError) -> DatagramSocket
    {
        let family = version6 ? AF_INET6 : AF_INET
        let result = clinux_datagram_open(family, UInt16(port), CInt(ttl), isShared ? 1 : 0)
        guard result >= 0 else { throw DatagramError(port: port, code: -result) }
        return DatagramSocket(descriptor: result, version6: version6)
    }

    private init(descriptor: CInt, version6: Bool) {
        self.descriptor = Mutex(descriptor)
        isVersion6 = version6
        (datagrams, continuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.mostWaiting))
        source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "datagrams"))
        source.setEventHandler { [continuation] in
            for _ in 0..<Self.turn {
                guard Self.receive(descriptor, into: continuation) else { return }
            }
        }
        // The descriptor must outlive the source that watches it.
        source.setCancelHandler { Glibc.close(descriptor) }
        source.activate()
    }

    /// - Returns: `false` if there is nothing more for now.
    private static func receive(
        _ descriptor: CInt, into continuation: AsyncStream<Datagram>.Continuation
    ) -> Bool {
        var arrival = clinux_arrival()
        var length = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            length = clinux_datagram_receive(descriptor, buffer.baseAddress, buffer.count, &arrival)
            count = max(0, length)
        }
        guard length >= 0 else { return length == -Int(EMSGSIZE) }
        guard let peer = Endpoint(arrival.peer) else { return true }
        continuation.yield(
            Datagram(
                bytes: bytes, peer: peer, destination: Endpoint(arrival.destination)?.address,
                interface: Int(arrival.interface)))
        return true
    }

    /// Sends from `source`, which has to be an address of `interface`; 0 lets the kernel choose.
    ///
    /// - Returns: Whether it left; nobody knows whether it arrives.
    @discardableResult
    func send(_ bytes: [UInt8], to peer: Endpoint, from source: IPAddress, interface: Int) -> Bool {
        var target = peer.raw
        var origin = Endpoint(address: source, port: 0).raw
        return descriptor.withLock { descriptor in
            descriptor >= 0
                && clinux_datagram_send(
                    descriptor, bytes, bytes.count, &origin, UInt32(interface), &target) == 0
        }
    }

    /// Begins to receive what is sent to a group on one interface; joining twice does nothing.
    @discardableResult
    func join(_ group: IPAddress, interface: Int) -> Bool {
        var group = Endpoint(address: group, port: 0).raw
        return descriptor.withLock { descriptor in
            let result = descriptor < 0 ? 0 : clinux_group(descriptor, &group, UInt32(interface), 1)
            return result == 0 || result == -EADDRINUSE
        }
    }

    /// The port it really has, also when port 0 was asked for.
    var port: Int? {
        descriptor.withLock { descriptor in
            let port = descriptor < 0 ? -1 : clinux_datagram_port(descriptor)
            return port < 0 ? nil : Int(port)
        }
    }

    func close() {
        descriptor.withLock { $0 = -1 }
        source.cancel()
        continuation.finish()
    }

    deinit { close() }
}

/// Why a UDP port is not served.
struct DatagramError: Explained, Equatable {
    let port: Int
    /// The system's `errno`.
    let code: CInt

    var message: String {
        "UDP port \(port) cannot be had: \(String(cString: strerror(code)))."
    }

    var remedy: String {
        code == EADDRINUSE
            ? "Stop the program that has it (another tuner, or its emulator), then restart."
            : "Clients do not find the tuner by itself on this port."
    }
}
