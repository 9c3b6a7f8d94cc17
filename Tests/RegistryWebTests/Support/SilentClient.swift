import NIOCore
import NIOPosix

/// A client that asks and reads nothing of what it is answered.
enum SilentClient {
    /// A connection over which bytes were sent.
    static func sending(_ port: Int, _ text: String) async throws -> any Channel {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        return channel
    }

    /// Sends bytes, and holds the connection for as long as the work takes.
    static func with(_ port: Int, _ text: String, _ work: () async throws -> Void) async throws {
        let channel = try await sending(port, text)
        do {
            try await work()
        } catch {
            try? await channel.close()
            throw error
        }
        try? await channel.close()
    }
}
