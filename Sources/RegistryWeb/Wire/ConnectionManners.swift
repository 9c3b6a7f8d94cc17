import Hummingbird
import NIOCore
import NIOHTTP1
import RegistryCore

/// What an answer owes to the connection it goes over: connections end that their clients want ended, and refusals made
/// before there was a request are told like all others. It stands directly behind the decoder of requests.
///
/// Hummingbird ends a connection for the word `close` in one spelling, and never for HTTP 1.0, whose clients read until the
/// connection ends. It refuses broken requests without a word, as ``RequestWatch`` refuses late ones.
final class ConnectionManners: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private struct Expectation {
        /// It is one of HTTP 1.0.
        let isOld: Bool
        /// The connection ends behind its answer.
        let isLast: Bool
    }

    /// The requests that have no answer yet, the oldest first.
    private var expectations: [Expectation] = []
    /// What is written behind the head of a refusal that had no content.
    private var refusal: ByteBuffer?
    /// What the decoder could not read, and the number under which it is logged.
    private var fault: (reason: UnreadRequests.Reason, requestID: String)?
    private let unread: UnreadRequests

    init(unread: UnreadRequests) { self.unread = unread }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Noted here, as an answer may never come to be: the client is often gone.
        if let error = error as? HTTPParserError, let reason = UnreadRequests.Reason(error), fault == nil {
            let requestID = RequestID().description
            fault = (reason, requestID)
            unread.note(reason, from: context.channel.remoteAddress, requestID: requestID, error: error)
        }
        context.fireErrorCaught(error)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let isOld = head.version == .http1_0
        let isLast = isOld || Self.saysClose(head.headers)
        if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        expectations.append(Expectation(isOld: isOld, isLast: isLast))
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // One that goes ahead of the answer proper, such as "continue", answers nothing yet.
            if head.status.code >= 200, !expectations.isEmpty {
                let expectation = expectations.removeFirst()
                if expectation.isOld { head.version = .http1_0 }
                if expectation.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            }
            tell(&head, to: context.channel.remoteAddress)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            if let refusal { context.write(wrapOutboundOut(.body(.byteBuffer(refusal))), promise: nil) }
            refusal = nil
            context.write(data, promise: promise)
        }
    }

    /// Gives a refusal its content, when it has none. Those that the routes made have a request's number.
    private func tell(_ head: inout HTTPResponseHead, to address: SocketAddress?) {
        guard !head.headers.contains(name: "x-request-id") else { return }
        let requestID = fault?.requestID ?? RequestID().description
        let error: any Error
        switch head.status {
        case .badRequest where fault?.reason == .headTooLarge:
            head.status = .requestHeaderFieldsTooLarge
            error = RequestRefusal(.headTooLarge, "The request's head has more than 80 KiB, which is the limit.")
        case .badRequest:
            error = RegistryError(
                .invalidArgument, "The server does not understand the request: it is not one of HTTP 1.")
        case .requestTimeout:
            unread.note(.headTimeout, from: address, requestID: requestID)
            error = RequestRefusal(.requestTimeout, "The request did not come completely in time. Send it again.")
        default: return
        }
        let content = ByteBuffer(string: Problem(error, requestID: requestID).document.json() + "\n")
        head.headers.replaceOrAdd(name: "content-type", value: ContentType.problemJSON.rawValue)
        head.headers.replaceOrAdd(name: "content-length", value: "\(content.readableBytes)")
        head.headers.replaceOrAdd(name: "x-request-id", value: requestID)
        head.headers.replaceOrAdd(name: "x-content-type-options", value: "nosniff")
        refusal = content
    }

    private static func saysClose(_ headers: HTTPHeaders) -> Bool {
        headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
    }
}

@available(*, unavailable)
extension ConnectionManners: Sendable {}
