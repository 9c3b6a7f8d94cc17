#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The name this machine has for itself. It is under `Bridge/` because the C function fills a buffer.
///
/// Foundation's `ProcessInfo.hostName` asks the network, which may take seconds.
enum MachineName {
    /// The name; `localhost` when it has none.
    static let current: String = {
        var buffer = [UInt8](repeating: 0, count: 256)
        let succeeded = buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress else { return false }
            return gethostname(start, bytes.count - 1) == 0
        }
        let name = String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        return succeeded && !name.isEmpty ? name : "localhost"
    }()
}
