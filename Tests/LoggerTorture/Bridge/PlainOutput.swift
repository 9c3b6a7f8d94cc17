#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Lines for whoever started this program, also from a copy of it. It is under `Bridge/` because nothing of Foundation may be
/// between: what that makes when it is first used, it makes behind locks of Swift's that a copy may have without the thread that
/// would give them back.
enum PlainOutput {
    /// Writes a line, in one piece when the reader takes it so.
    static func tell(_ line: String) {
        var line = line
        line.append("\n")
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, rest.count > 0 {
                let written = write(STDOUT_FILENO, base, rest.count)
                guard written > 0 || errno == EINTR else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, written)))
            }
        }
    }
}
