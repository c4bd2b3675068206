import NIOCore
import NIOHTTP1

/// Keeps one connection within its limits of time, and ends it as HTTP/1 wants.
///
/// Requests have to be there whole after 10 s, also the first; a client that accepts nothing for
/// 15 s is dropped; a client that does not hang up after the last answer is helped after 1 s.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var phase = ConnectionPhase()
    private var requestDeadline: Scheduled<Void>?
    private var stallDeadline: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        awaitRequest(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        requestDeadline?.cancel()
        stallDeadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            if phase.begins(head) {
                head.headers.replaceOrAdd(name: "connection", value: "close")
            }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .end:
            phase.isRequested()
            requestDeadline?.cancel()
            context.fireChannelRead(data)
        case .body:
            context.fireChannelRead(data)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if phase.answers(head) {
                head.headers.replaceOrAdd(name: "connection", value: "close")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            context.writeAndFlush(data, promise: promise)
            if phase.isAnswered() {
                context.close(mode: .output, promise: nil)
                closeSoon(context)
            } else if phase.isIdle {
                awaitRequest(context)
            }
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        context.close(mode: mode, promise: promise)
        if mode == .output { closeSoon(context) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallDeadline?.cancel()
        stallDeadline =
            context.channel.isWritable ? nil : closing(context, after: .seconds(15))
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed, phase.isAbandoned() {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func awaitRequest(_ context: ChannelHandlerContext) {
        requestDeadline?.cancel()
        requestDeadline = closing(context, after: .seconds(10))
    }

    private func closeSoon(_ context: ChannelHandlerContext) {
        requestDeadline?.cancel()
        requestDeadline = closing(context, after: .seconds(1))
    }

    private func closing(_ context: ChannelHandlerContext, after delay: TimeAmount)
        -> Scheduled<Void>
    {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: delay) { channel.close(promise: nil) }
    }
}
