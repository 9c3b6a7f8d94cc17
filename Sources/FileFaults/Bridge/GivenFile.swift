package import Foundation

/// A small file that somebody names: settings, a key, a token, a list of fields. It is under `Bridge/` because the system's calls take
/// pointers.
///
/// A name may lead to anything. Opening a named pipe would wait for its other end, and a device has no end, so both are refused before
/// they are opened. Two that people mean are read: the null device, which is how an empty file is said, and a pipe that whoever started
/// the program connected, as `/dev/stdin` or, by the shell's `<(…)`, as `/dev/fd/63`. Its writer is there already; but it may never end,
/// which is waited for so long as is said.
package struct GivenFile: Sendable {
    /// What is in it.
    package let bytes: [UInt8]
    /// Who may read and write it: those of the file itself, wherever links led.
    package let permissions: mode_t

    /// Reads a file to its end, over links.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - mostBytes: how many bytes it may have.
    ///   - patience: how long the end of a pipe is waited for. Default: half a minute.
    package init(
        _ path: String, mostBytes: Int, patience: Duration = .seconds(30)
    ) throws(GivenFileError) {
        // The system would read the path up to there, and find another file.
        guard !path.utf8.contains(0) else { throw .missing }
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.fault(errno) }
        try Self.check(status, path)
        // Whatever is there by now is not waited for either.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.fault(errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw Self.fault(errno) }
        try Self.check(status, path)
        let isPipe = FileKind(status) == .pipe
        let end = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= mostBytes {
            // Where opening `/dev/fd/63` gives the same open file again, reading would wait in spite of the flag.
            if isPipe { try Self.waitForBytes(of: descriptor, until: end) }
            let count = part.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count > 0 {
                bytes += part.prefix(count)
            } else if errno != EINTR, errno != EAGAIN || !isPipe {
                throw Self.fault(errno)
            }
        }
        guard bytes.count <= mostBytes else { throw .tooLarge(mostBytes: mostBytes) }
        self.bytes = bytes
        permissions = status.st_mode & 0o7777
    }

    private static func check(_ status: stat, _ path: String) throws(GivenFileError) {
        switch FileKind(status) {
        case .regular: return
        case .pipe where isGivenOpen(path): return
        case .device where path == "/dev/null": return
        case let kind: throw .notRegular(kind)
        }
    }

    /// Whether a path is a name for what this process has open already.
    private static func isGivenOpen(_ path: String) -> Bool {
        if path == "/dev/stdin" { return true }
        return ["/dev/fd/", "/proc/self/fd/"].contains { folder in
            let number = path.dropFirst(folder.count)
            return path.hasPrefix(folder) && !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) }
        }
    }

    private static func waitForBytes(of descriptor: Int32, until end: ContinuousClock.Instant) throws(GivenFileError) {
        while true {
            let milliseconds = max(0, (end - .now) / .milliseconds(1)).rounded(.up)
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let answers = poll(&request, 1, Int32(min(milliseconds, 1e9)))
            if answers > 0 { return }
            guard answers < 0, errno == EINTR else { throw answers == 0 ? .unfinished : fault(errno) }
        }
    }

    private static func fault(_ number: Int32) -> GivenFileError {
        number == ENOENT || number == ENOTDIR ? .missing : .unreadable(number)
    }
}
