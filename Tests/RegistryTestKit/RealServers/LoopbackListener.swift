#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A loopback port that takes connections and never answers, until it is released.
package final class LoopbackListener {
    package let port: Int
    private let descriptor: Int32

    package init?() {
        #if canImport(Glibc)
            let streamType = Int32(SOCK_STREAM.rawValue)
        #else
            let streamType = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, streamType, 0)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                [
                    bind(descriptor, pointer, length), listen(descriptor, 16),
                    getsockname(descriptor, pointer, &length),
                ].allSatisfy { $0 == 0 }
            }
        }
        port = result ? Int(UInt16(bigEndian: address.sin_port)) : 0
        // `deinit` closes the socket.
        guard result else { return nil }
    }

    deinit { close(descriptor) }

    /// A port that nobody listens on at this moment.
    package static func freePort() -> Int? { LoopbackListener()?.port }
}
