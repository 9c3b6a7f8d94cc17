import NIOCore
import NIOHTTP1

/// Keeps a connection's requests to their pace, see ``RequestPace``. It stands behind the decoder of requests.
final class RequestWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var pace: RequestPace
    private let unread: UnreadRequests
    /// The next look at the clock. There is one at a time: a deadline moves with every part, and mostly further away.
    private var alarm: (time: NIODeadline, task: Scheduled<Void>)?

    init(limits: ConnectionLimits, unread: UnreadRequests) {
        pace = RequestPace(limits: limits)
        self.unread = unread
    }

    func handlerRemoved(context: ChannelHandlerContext) { silence() }

    func channelInactive(context: ChannelHandlerContext) {
        silence()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head: pace.headRead(at: now)
        case .body: pace.bodyRead(at: now)
        case .end: pace.requestRead(at: now)
        }
        watch(context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { pace.answerWritten() }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ByteSignal.Event:
            // For this handler only: nobody behind it knows the event.
            pace.bytesArrived(at: context.eventLoop.now)
            watch(context)
        case is ChannelShouldQuiesceEvent:
            pace.end(at: context.eventLoop.now)
            watch(context)
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Sees to it that somebody looks when the next part is due.
    private func watch(_ context: ChannelHandlerContext) {
        guard let deadline = pace.deadline else { return }
        if let alarm {
            guard deadline < alarm.time else { return }
            alarm.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            alarm = nil
            look(context)
        }
        alarm = (deadline, task)
    }

    private func look(_ context: ChannelHandlerContext) {
        switch pace.verdict(at: context.eventLoop.now) {
        case .rest: break
        case .wait: watch(context)
        case .close:
            // At the server's end nobody is late: it is the server that has no more time.
            if !pace.isEnding { unread.note(.bodyTimeout, from: context.channel.remoteAddress) }
            context.close(promise: nil)
        case .refuse:
            let headers = HTTPHeaders([("connection", "close"), ("content-length", "0")])
            let head = HTTPResponseHead(version: .http1_1, status: .requestTimeout, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            context.close(promise: nil)
        }
    }

    private func silence() {
        alarm?.task.cancel()
        alarm = nil
    }
}

@available(*, unavailable)
extension RequestWatch: Sendable {}
