import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection of HTTP 1 whose requests have to keep to their pace.
struct WatchedHTTPChannel: ServerChildChannel {
    let http: HTTP1Channel
    let limits: ConnectionLimits
    let metrics: ServerMetrics
    let unread: UnreadRequests

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { [limits, unread] value in
            try Self.watch(channel.pipeline.syncOperations, limits: limits, unread: unread)
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        metrics.connectionOpened()
        defer { metrics.connectionClosed() }
        await http.handle(value: value, logger: logger)
    }

    /// Adds the handlers that watch to a pipeline that decodes requests.
    static func watch(
        _ pipeline: ChannelPipeline.SynchronousOperations, limits: ConnectionLimits, unread: UnreadRequests
    ) throws {
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(RequestWatch(limits: limits, unread: unread), position: .after(decoder))
        // Between the two, so that it sees what the watch writes.
        try pipeline.addHandler(ConnectionManners(unread: unread), position: .after(decoder))
        try pipeline.addHandler(ByteSignal(), position: .first)
        try pipeline.addHandler(AnswerWatch(limits: limits, unread: unread), position: .first)
    }
}
