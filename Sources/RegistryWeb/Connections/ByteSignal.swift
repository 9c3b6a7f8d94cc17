import NIOCore

/// Tells the handlers behind it that bytes came, before anybody knows what they mean. It stands first.
final class ByteSignal: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// Bytes came.
    struct Event: Sendable {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(Event())
        context.fireChannelRead(data)
    }
}
