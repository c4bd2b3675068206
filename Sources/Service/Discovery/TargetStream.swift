import CLinux
import Glibc
import NIOCore
import Synchronization
import Wire

/// Sends one channel to a native client as datagrams, in real time, until it is cancelled or the
/// client refuses them.
struct TargetStream: Sendable {
    /// What ended it.
    enum End: Equatable, Sendable {
        case cancelled
        /// The channel gives nothing (more), or the client's port is closed.
        case failed
    }

    let target: StreamTarget
    /// The interface of a link-local target, else 0.
    let scope: UInt32
    /// What the client wants of the stream; it may change while it runs.
    let filter: FilterCell
    let instant: @Sendable () -> Duration

    /// Datagrams due within this time leave together, so that a stream costs few wake-ups.
    private static let slack = Duration.milliseconds(4)
    /// A stream that is late by more than this starts its clock anew instead of catching up.
    private static let patience = Duration.milliseconds(250)

    func run(_ chunks: HubCursor) async -> End {
        var origin = Endpoint(
            address: .unspecified(version6: target.address.isVersion6), port: 0
        ).raw
        var peer = Endpoint(address: target.address, port: target.port, scope: scope).raw
        let family = target.address.isVersion6 ? AF_INET6 : AF_INET
        let descriptor = clinux_datagram_connect(family, &origin, &peer)
        guard descriptor >= 0 else { return .failed }
        defer { close(descriptor) }
        return await send(chunks, on: descriptor)
    }

    private func send(_ chunks: HubCursor, on descriptor: CInt) async -> End {
        var pacer = TargetPacer(
            form: target.form, filter: filter.value, clockPID: StreamLayout.videoPID,
            source: UInt32.random(in: .min ... .max))
        var start = instant()
        for await chunk in chunks {
            pacer.filter = filter.value
            for datagram in pacer.add(chunk.readableBytesView) {
                let early = start + datagram.due - instant()
                if early > Self.slack {
                    guard (try? await Task.sleep(for: early)) != nil else { return .cancelled }
                } else if early < .zero - Self.patience {
                    start = instant() - datagram.due
                }
                guard Self.send(datagram.bytes, on: descriptor) else { return .failed }
            }
        }
        return Task.isCancelled ? .cancelled : .failed
    }

    /// - Returns: `false` if the client's machine says that nobody listens there.
    private static func send(_ bytes: [UInt8], on descriptor: CInt) -> Bool {
        let sent = Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
        // A full socket buffer loses a datagram, as the network would.
        return sent >= 0 || [EAGAIN, ENOBUFS, EINTR].contains(errno)
    }
}

/// The filter of a running stream, set from one place and read from another.
final class FilterCell: Sendable {
    private let cell: Mutex<PIDFilter>

    init(_ filter: PIDFilter) {
        cell = Mutex(filter)
    }

    var value: PIDFilter {
        get { cell.withLock { $0 } }
        set { cell.withLock { $0 = newValue } }
    }
}
