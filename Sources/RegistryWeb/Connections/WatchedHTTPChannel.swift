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

    /// How many bytes the system takes before it sends them (`TCP_NOTSENT_LOWAT`). It would hold megabytes for each client
    /// that reads slowly; what is on its way is not counted, so nothing becomes slower.
    private static var unsentBytes: ChannelOptions.Types.SocketOption {
        #if os(Linux)
            let name: CInt = 25
        #else
            let name: CInt = 0x201
        #endif
        return ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: name))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        // Where there is no such option, the system holds what it likes.
        _ = channel.setOption(Self.unsentBytes, value: 128 * 1_024)
        return http.setup(channel: channel, logger: logger).flatMapThrowing { [limits, unread] value in
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
