#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who runs this process. It is under `Bridge/` because the C function fills a buffer.
enum UserName {
    /// The name of the effective user; its number as text when nothing knows a name.
    ///
    /// Where users are kept in a directory on the network, this asks the network and may block for long.
    static func current() -> String {
        let user = geteuid()
        var entry = passwd()
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let name = buffer.withUnsafeMutableBytes { bytes -> String? in
            var found: UnsafeMutablePointer<passwd>?
            guard let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress,
                getpwuid_r(user, &entry, start, bytes.count, &found) == 0, let name = found?.pointee.pw_name
            else { return nil }
            return String(cString: name)
        }
        return name ?? "\(user)"
    }
}
