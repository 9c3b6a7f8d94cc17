import NIOCore
import NIOPosix
import Synchronization

/// A connection to a storage server that breaks where a test says.
package final class FaultProxy: Sendable {
    /// What goes wrong.
    package struct Fault: Sendable {
        /// How many bytes go to the server on a connection before it is cut; `nil` is no limit.
        package var uploadLimit: Int?
        /// How many bytes come from it before the connection is cut.
        package var downloadLimit: Int?
        /// How many bytes go to the server on all connections before every one is cut.
        package var totalUploadLimit: Int?
        /// Whether the first two limits count the bytes of all connections, each since the last cut in its own direction. A client that has
        /// several connections, and takes another one for each call, is cut as often as one that has a single one.
        package var limitsAreShared: Bool
        /// How many connections are cut; later ones hold.
        package var times: Int

        package init(
            uploadLimit: Int? = nil, downloadLimit: Int? = nil, totalUploadLimit: Int? = nil,
            limitsAreShared: Bool = false, times: Int
        ) {
            self.uploadLimit = uploadLimit
            self.downloadLimit = downloadLimit
            self.totalUploadLimit = totalUploadLimit
            self.limitsAreShared = limitsAreShared
            self.times = times
        }
    }

    private let channel: any Channel
    private let state: Traffic

    /// Its own address.
    package var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    /// How many bytes went to the server.
    package var uploaded: Int { state.uploaded.withLock { $0 } }

    /// How many connections are still to be cut.
    package var cutsLeft: Int { state.cutsLeft.withLock { $0 } }

    private final class Traffic: Sendable {
        let uploaded = Mutex(0)
        let cutsLeft: Mutex<Int>

        init(cuts: Int) { cutsLeft = Mutex(cuts) }

        /// Whether one more connection is cut.
        func takeCut() -> Bool {
            cutsLeft.withLock { left in
                guard left > 0 else { return false }
                left -= 1
                return true
            }
        }
    }

    /// The bytes since the last cut, in one direction.
    fileprivate final class Meter: Sendable {
        private let bytes = Mutex(0)

        func add(_ count: Int) -> Int {
            bytes.withLock {
                $0 += count
                return $0
            }
        }

        func reset() { bytes.withLock { $0 = 0 } }
    }

    package static func start(to url: String, _ fault: Fault) async throws -> FaultProxy {
        let port = Int(url.split(separator: ":").last ?? "") ?? 0
        let sharedMeters = (up: Meter(), down: Meter())
        let state = Traffic(cuts: fault.times)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop).connect(host: "127.0.0.1", port: port).flatMap { server in
                    let meters = fault.limitsAreShared ? sharedMeters : (up: Meter(), down: Meter())
                    do {
                        try client.pipeline.syncOperations.addHandler(
                            Relay(peer: server, limit: fault.uploadLimit, meter: meters.up, takeCut: state.takeCut) {
                                count in
                                state.uploaded.withLock {
                                    $0 += count
                                    return $0 <= fault.totalUploadLimit ?? .max
                                }
                            })
                        try server.pipeline.syncOperations.addHandler(
                            Relay(peer: client, limit: fault.downloadLimit, meter: meters.down, takeCut: state.takeCut)
                            {
                                _ in true
                            })
                    } catch {
                        return client.eventLoop.makeFailedFuture(error)
                    }
                    return client.setOption(.autoRead, value: true)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return FaultProxy(channel: channel, state: state)
    }

    private init(channel: any Channel, state: Traffic) {
        self.channel = channel
        self.state = state
    }

    package func stop() async { try? await channel.close() }
}

/// Hands on what comes, up to a limit.
private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let peer: any Channel
    private let limit: Int?
    private let takeCut: @Sendable () -> Bool
    /// Counts, and says whether more may go.
    private let count: @Sendable (Int) -> Bool
    private let meter: FaultProxy.Meter
    private var holds = false

    init(
        peer: any Channel, limit: Int?, meter: FaultProxy.Meter, takeCut: @escaping @Sendable () -> Bool,
        count: @escaping @Sendable (Int) -> Bool
    ) {
        self.peer = peer
        self.limit = limit
        self.meter = meter
        self.takeCut = takeCut
        self.count = count
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let passed = meter.add(buffer.readableBytes)
        guard count(buffer.readableBytes) else {
            context.close(promise: nil)
            peer.close(promise: nil)
            return
        }
        if let limit, passed > limit, !holds {
            if takeCut() {
                meter.reset()
                context.close(promise: nil)
                peer.close(promise: nil)
                return
            }
            holds = true
        }
        peer.writeAndFlush(buffer, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { peer.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
