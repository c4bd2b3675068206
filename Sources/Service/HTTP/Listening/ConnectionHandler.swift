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

    private static let patience = TimeAmount.seconds(15)

    private var phase = ConnectionPhase()
    private var hasRefused = false
    private var requestDeadline: Scheduled<Void>?
    /// Looks whether the client still accepts bytes.
    private var stallCheck: Scheduled<Void>?
    /// Since when the client has accepted too little.
    private var stalled: NIODeadline?

    func handlerAdded(context: ChannelHandlerContext) {
        awaitRequest(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        requestDeadline?.cancel()
        stallCheck?.cancel()
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
        stalled = context.channel.isWritable ? nil : .now()
        if stalled != nil, stallCheck == nil { checkStall(context, after: Self.patience) }
        context.fireChannelWritabilityChanged()
    }

    /// One look in 15 s, however often a stream's chunks fill the connection for a moment.
    private func checkStall(_ context: ChannelHandlerContext, after delay: TimeAmount) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        stallCheck = context.eventLoop.scheduleTask(in: delay) {
            let (handler, context) = bound.value
            handler.stallCheck = nil
            guard let stalled = handler.stalled else { return }
            let left = stalled + Self.patience - .now()
            if left > .zero {
                handler.checkStall(context, after: left)
            } else {
                context.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError, phase.isIdle else {
            return context.fireErrorCaught(error)
        }
        guard !hasRefused else { return }
        hasRefused = true
        let answer = RefusedRequest(fault)
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        closeSoon(context)
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
