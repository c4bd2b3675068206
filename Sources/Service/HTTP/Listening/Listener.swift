import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import ServiceLifecycle

/// Serves HTTP on one port until the service shuts down; then every connection is closed.
struct Listener: Service, HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let socket: BoundSocket
    let ledger: ConnectionLedger
    let responder: Responder
    let logger: Logger

    /// - Parameter respond: Answers one request; throws only what its answer cannot say.
    init<Reply: HTTPResponder<TunerContext>>(
        _ socket: BoundSocket, ledger: ConnectionLedger, replies: Reply, logger: Logger
    ) {
        self.socket = socket
        self.ledger = ledger
        self.logger = logger
        responder = { request, writer, channel in
            guard let connection = Connection(channel, logger: logger) else { return }
            let context = TunerContext(source: connection)
            let response = try await replies.respond(to: request, context: context)
            try await writer.write(response: response.head, body: response.body)
        }
    }

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(socket.descriptor) { setup(channel: $0, logger: logger) }
        await cancelWhenGracefulShutdown {
            do {
                try await serve(server)
            } catch is CancellationError {
            } catch {
                logger.error("Port \(socket.port) is no longer served: \(error)")
            }
        }
    }

    private func serve(_ server: NIOAsyncChannel<Value, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await handle(value: connection, logger: logger) }
                }
            }
            group.cancelAll()
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard let peer = channel.remoteAddress?.ip, ledger.admit(peer) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(ChannelError.alreadyClosed)
        }
        channel.closeFuture.whenComplete { _ in ledger.leave(peer) }
        return channel.eventLoop.makeCompletedFuture {
            try SocketLimits.apply(to: channel)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(Listener.encoder())
            try pipeline.addHandler(Listener.decoder())
            try pipeline.addHandler(ConnectionHandler())
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }

    /// Answers say themselves how they end; streams end with the connection, as a real unit's do,
    /// so that a client which knows nothing of chunks gets whole packets.
    private static func encoder() -> HTTPResponseEncoder {
        var configuration = HTTPResponseEncoder.Configuration()
        configuration.automaticallySetFramingHeaders = false
        return HTTPResponseEncoder(configuration: configuration)
    }

    private static func decoder() -> ByteToMessageHandler<HTTPRequestDecoder> {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16_384
        limits.maxHeaderListSize = 16_384
        limits.maxHeaderFieldCount = 100
        return ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits))
    }
}
