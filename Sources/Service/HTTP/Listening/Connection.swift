import Hummingbird
import Logging
import NIOCore
import Wire

/// Where a request came from, and the only thing that URLs in answers are made of.
struct Connection: RequestContextSource, Sendable {
    let logger: Logger
    /// The address the client reached, which a forged Host header cannot change.
    let address: IPAddress
    let port: Int
    let peer: IPAddress
    /// Breaks the connection, even when the client accepts no bytes.
    let hangUp: @Sendable () -> Void
    /// The thread that writes to the connection, for work that does little else; `nil` for any.
    let executor: (any TaskExecutor)?
    /// Calls back once, when the connection is closed or already is.
    let onClose: @Sendable (@escaping @Sendable () -> Void) -> Void

    init(
        logger: Logger, address: IPAddress, port: Int, peer: IPAddress,
        hangUp: @escaping @Sendable () -> Void = {},
        executor: (any TaskExecutor)? = nil,
        onClose: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { _ in }
    ) {
        self.logger = logger
        self.address = address
        self.port = port
        self.peer = peer
        self.hangUp = hangUp
        self.executor = executor
        self.onClose = onClose
    }

    /// - Returns: `nil` if the connection is gone already.
    init?(_ channel: any Channel, logger: Logger) {
        guard let local = channel.localAddress, let address = local.ip, let port = local.port,
            let peer = channel.remoteAddress?.ip
        else { return nil }
        self.init(
            logger: logger, address: address, port: port, peer: peer,
            hangUp: { channel.close(promise: nil) },
            executor: LoopExecutor(channel.eventLoop),
            onClose: { done in channel.closeFuture.whenComplete { _ in done() } })
    }

    /// `http://` and the address and port that the client reached; no slash at its end.
    var base: String { "http://\(address.inURL):\(port)" }
}

/// What every route knows about its request.
struct TunerContext: RequestContext {
    typealias Source = Connection

    var coreContext: CoreRequestContextStorage
    let connection: Connection

    init(source: Connection) {
        coreContext = CoreRequestContextStorage(source: source)
        connection = source
    }

    var maxUploadSize: Int { 65_536 }
    var base: String { connection.base }
    /// The client's address, without port.
    var peer: String { "\(connection.peer)" }
}

extension SocketAddress {
    /// The address without port and scope; `nil` for a Unix socket.
    var ip: IPAddress? { ipAddress.flatMap { IPAddress($0) } }
}
