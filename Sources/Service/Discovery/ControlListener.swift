import CLinux
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Wire

/// Serves the control protocol on TCP 65001: requests and answers back to back, any number of them
/// on a connection.
final class ControlListener: Sendable {
    static let port = 65_001

    private struct Connected {
        var room = ControlRoom()
        var channels: [UInt64: any Channel] = [:]
        var last: UInt64 = 0
    }

    private let control: NativeControl
    private let instant: @Sendable () -> Duration
    private let connected = Mutex(Connected())

    init(control: NativeControl, instant: @escaping @Sendable () -> Duration) {
        self.control = control
        self.instant = instant
    }

    /// Serves until the task is cancelled.
    func run(_ server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) async {
        try? await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await self.serve(connection) }
                }
            }
            group.cancelAll()
        }
    }

    static func bind(_ socket: BoundSocket) async throws
        -> NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>
    {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 128)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(socket.descriptor) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Closes connections that have been silent for too long; to be called every few seconds.
    func closeSilent() {
        let channels = connected.withLock { connected in
            connected.room.overdue(at: instant()).compactMap { connected.channels[$0] }
        }
        for channel in channels { channel.close(promise: nil) }
    }
}

extension ControlListener {
    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        let channel = connection.channel
        guard let address = channel.remoteAddress?.ip else { return }
        let id = enter(channel, from: address)
        let peer = ControlPeer(connection: id, address: address)
        do {
            try await connection.executeThenClose { inbound, outbound in
                var framer = NativeFramer()
                for try await bytes in inbound {
                    framer.add(bytes.readableBytesView)
                    while let packet = try framer.next() {
                        guard let reply = await answer(packet, from: peer, on: channel) else {
                            return
                        }
                        try await outbound.write(ByteBuffer(bytes: reply.packet.bytes))
                        if reply.isLast { return }
                    }
                }
            }
        } catch {
            // Broken frames and broken connections end the same way.
        }
        leave(id)
        await control.closed(id)
    }

    /// - Returns: `nil` if the connection is to be closed without an answer.
    private func answer(_ packet: NativePacket, from peer: ControlPeer, on channel: any Channel)
        async -> (packet: NativePacket, isLast: Bool)?
    {
        switch packet.kind {
        case .getSetRequest:
            guard let request = GetSetRequest(packet) else {
                return (ControlError.malformed.packet(.getSetReply), false)
            }
            let reply = await control.answer(request, from: peer, scope: channel.scope)
            let isHolding = await control.isHolding(peer.connection)
            let now = instant()
            connected.withLock {
                $0.room.heard(peer.connection, isHolding: isHolding, at: now)
            }
            return (reply.packet, false)
        case .upgradeRequest: return (ControlError.upgradeNotSupported.packet(.upgradeReply), true)
        default: return nil
        }
    }

    private func enter(_ channel: any Channel, from address: IPAddress) -> UInt64 {
        let now = instant()
        let (id, leaving) = connected.withLock { connected -> (UInt64, (any Channel)?) in
            connected.last += 1
            let id = connected.last
            connected.channels[id] = channel
            let leaving = connected.room.enter(id, from: address, at: now)
            return (id, leaving.flatMap { connected.channels[$0] })
        }
        leaving?.close(promise: nil)
        return id
    }

    private func leave(_ id: UInt64) {
        connected.withLock {
            $0.room.leave(id)
            $0.channels[id] = nil
        }
    }
}

extension Channel {
    /// The interface of a link-local peer, else 0.
    fileprivate var scope: UInt32 {
        var raw = clinux_endpoint()
        remoteAddress?.withSockAddr { address, _ in clinux_endpoint_read(address, &raw) }
        return raw.scope
    }
}
