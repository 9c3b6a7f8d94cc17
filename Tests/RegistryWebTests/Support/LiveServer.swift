import Logging
import NIOCore
import NIOPosix
import RegistryCore
import ServiceLifecycle
import Testing

@testable import RegistryWeb

/// A server on a real port of this machine, and a client that speaks to it byte by byte.
enum LiveServer {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs a server on a free port for as long as the work takes.
    @discardableResult
    static func with<Result: Sendable>(
        store: any RegistryStore = MemoryStore(), limits: RequestLimits = RequestLimits(), host: String = "127.0.0.1",
        hostNames: [String] = [], tokenFile: String? = nil, tls: TLSFiles? = nil, logger: Logger = silent,
        accessSources: AccessSources = .system,
        _ work: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
        let backend = try VisualBackend(
            store: store,
            configuration: VisualBackendConfiguration(
                host: host, port: 0, hostNames: hostNames, tokenFile: tokenFile, tls: tls, limits: limits),
            logger: logger, clock: ContinuousClock(), accessSources: accessSources,
            assets: try SharedAssets.pages, onStart: { continuation.yield($0) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [backend], logger: silent))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = addresses.makeAsyncIterator()
            let address = try #require(await iterator.next())
            let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
            #expect(address == "\(tls == nil ? "http" : "https")://\(host):\(port)")
            let result = try await work(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        }
    }

    /// Sends bytes and reads until the server closes the connection.
    static func exchange(_ port: Int, _ text: String) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ByteBuffer()
            do {
                for try await part in inbound { answer.writeImmutableBuffer(part) }
            } catch is IOError {
                // The server closed while bytes were still on their way: what came before counts.
            }
            return String(buffer: answer)
        }
    }
}
