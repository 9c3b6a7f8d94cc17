import Hummingbird
import NIOCore

/// What is known of a request's connection.
struct ClientContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    /// The network address of the client: for IPv6 its network of 64 bits, because one client has all of it.
    let address: String

    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        address = source.channel.remoteAddress.map(Self.name) ?? "unknown"
    }

    /// The loop of the connection.
    var eventLoop: any EventLoop { channel.eventLoop }

    /// The context that routes have.
    var forRoutes: BasicRequestContext {
        BasicRequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }

    /// One name for all addresses that one client can have.
    static func name(of address: SocketAddress) -> String {
        guard case .v6(let v6) = address else { return address.ipAddress ?? "local" }
        // The system's structure: family, port and flow in eight bytes, and then the address.
        let bytes = withUnsafeBytes(of: v6.address) { Array($0.dropFirst(8).prefix(16)) }
        // An address of IPv4 written as one of IPv6 (::ffff:0:0/96).
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes.dropFirst(10).prefix(2).allSatisfy { $0 == 255 }
        if isMapped { return bytes.suffix(4).map { "\($0)" }.joined(separator: ".") }
        // The system's own form; an address of this machine alone has no network.
        guard let text = address.ipAddress, text != "::1" else { return "::1" }
        var groups = stride(from: 0, to: 8, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        while groups.last == 0 { groups.removeLast() }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
}
