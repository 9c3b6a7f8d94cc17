import Foundation
import NIOCore
import NIOPosix
import RegistryCore

/// The server that is attacked, spoken to byte by byte over plain HTTP.
struct AttackTarget: Sendable {
    /// How long an answer is waited for. The server gives the head of a request ten seconds.
    static let patience = TimeAmount.seconds(20)

    let host: String
    let port: Int
    /// The token that requests are sent with; empty for a server that asks for none.
    let token: String

    /// - Throws: ``RegistryError`` with `invalidArgument` for a URL that is not of the form `http://host:port`.
    init(url text: String, token: String) throws(RegistryError) {
        guard let url = URL(string: text), url.scheme == "http", let host = url.host(percentEncoded: false),
            !host.isEmpty, url.user == nil, ["", "/"].contains(url.path)
        else {
            throw RegistryError(.invalidArgument, "The server's URL has the form http://127.0.0.1:8080.")
        }
        // The token becomes a line of a request.
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RegistryError(.invalidArgument, "What stands in place of the token cannot be one.")
        }
        self.host = host
        port = url.port ?? 80
        self.token = token
    }

    /// The server's name as requests have it.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// A request with the fields that it needs to be answered, and with more.
    func request(_ method: String, _ path: String, _ fields: [String] = [], body: String = "") -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(authority)", "Connection: close"]
        if !token.isEmpty, !fields.contains(where: { $0.hasPrefix("Authorization:") }) {
            lines.append("Authorization: Bearer \(token)")
        }
        if method != "GET" { lines.append("Content-Length: \(body.utf8.count)") }
        return (lines + fields).joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// Sends bytes and reads until the server closes the connection, or the patience is over.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when nothing listens there.
    func answer(to text: String) async throws -> AttackAnswer {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw RegistryError(.unavailable, "Nothing answers at http://\(authority).", underlying: error)
        }
        let patience = channel.channel.eventLoop.scheduleTask(in: Self.patience) { [channel = channel.channel] in
            channel.close(promise: nil)
            return true
        }
        var answer = ByteBuffer()
        do {
            answer = try await channel.executeThenClose { inbound, outbound in
                var answer = ByteBuffer()
                do {
                    try await outbound.write(ByteBuffer(string: text))
                    for try await part in inbound { answer.writeImmutableBuffer(part) }
                } catch is IOError {
                    // It closed while bytes were still on their way: what came before counts.
                } catch is ChannelError {}
                return answer
            }
        } catch is ChannelError {
            // It was closed already.
        }
        patience.cancel()
        let isOpen = (try? await patience.futureResult.get()) ?? false
        return AttackAnswer(text: String(buffer: answer), isOpen: isOpen)
    }
}
