import NIOCore

/// Ends a connection whose client does not take its answer, see ``AnswerPace``. It stands first, where bytes leave.
final class AnswerWatch: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private var pace: AnswerPace
    private let unread: UnreadRequests
    /// The next look; none while nothing waits.
    private var alarm: Scheduled<Void>?

    init(limits: ConnectionLimits, unread: UnreadRequests) {
        pace = AnswerPace(limit: limits.answerSilence)
        self.unread = unread
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        pace.wrote(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        // Most answers are in the system's hands by now.
        if alarm == nil { look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        // A channel that does not tell what waits is left to the limit of idle ones.
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        switch pace.verdict(waiting: waiting, at: context.eventLoop.now) {
        case .rest: break
        case .close:
            unread.note(.answerNotTaken, from: context.channel.remoteAddress)
            context.close(promise: nil)
        case .wait(let time):
            alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
                alarm = nil
                look(context)
            }
        }
    }
}

@available(*, unavailable)
extension AnswerWatch: Sendable {}
