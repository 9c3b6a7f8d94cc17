package import Foundation

/// A small file that somebody names: settings, a key, a token, a list of fields. It is under `Bridge/` because the system's calls take
/// pointers.
///
/// A name may lead to anything. Opening a named pipe would wait for its other end, and a device has no end, so both are refused before
/// they are opened. Two that people mean are read: the null device, which is how an empty file is said, and a pipe that whoever started
/// the program connected, as `/dev/stdin` or, by the shell's `<(…)`, as `/dev/fd/63`. Its writer is there already; but it may never end,
/// which is waited for so long as is said.
///
/// What is connected is read as it was opened, as every program reads its standard input: a regular file from where it stands, and to
/// its end, so that reading it again finds nothing.
package struct GivenFile: Sendable {
    /// What is in it.
    package let bytes: [UInt8]
    /// Who may read and write it: those of the file itself, wherever links led.
    package let permissions: mode_t
    /// The user whose file it is.
    package let owner: uid_t
    /// How others are kept from it, in a sentence.
    package let closingAdvice: String

    /// Reads a file to its end, over links.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - mostBytes: how many bytes it may have.
    ///   - mustBeRegular: whether nothing but a regular file will do, as for one that is replaced at its path. Default: `false`.
    ///   - patience: how long the end of a pipe is waited for. Default: half a minute.
    package init(
        _ path: String, mostBytes: Int, mustBeRegular: Bool = false, patience: Duration = .seconds(30)
    ) throws(GivenFileError) {
        // The system would read the path up to there, and find another file.
        guard !path.utf8.contains(0) else { throw .missing }
        let given = mustBeRegular ? nil : Self.givenDescriptor(path)
        let isAccepted = { (status: stat) in
            switch FileKind(status) {
            case .regular: true
            case .pipe: given != nil
            case .device: !mustBeRegular && Self.isNullDevice(status)
            default: false
            }
        }
        let descriptor: Int32
        if let given {
            descriptor = try Self.duplicate(of: given)
        } else {
            descriptor = try Self.opened(path, where: isAccepted)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.fault(errno) }
        guard isAccepted(status) else { throw .notRegular(FileKind(status)) }
        let isPipe = FileKind(status) == .pipe
        let end = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= mostBytes {
            // It was opened by others, and reading waits unless they wished otherwise. The flag is not changed: it would be theirs as well.
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
        owner = status.st_uid
        closingAdvice =
            given == nil
            ? "Close it to them with: chmod 600 \(path)"
            // The path is another file's in the shell that the command would be given to.
            : "Close to them what is connected as \(path)."
    }

    /// Which descriptor of this process a path is a name for; `nil` for the path of a file.
    private static func givenDescriptor(_ path: String) -> Int32? {
        if path == "/dev/stdin" { return STDIN_FILENO }
        for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
            let text = path.dropFirst(folder.count)
            // The system knows no other writing of the number.
            if let number = Int32(text), number >= 0, String(number) == text { return number }
        }
        return nil
    }

    /// The same open file once more. Opening it anew by its path would be refused where only whoever started the program may, and of a
    /// named pipe whose writer has gone by then nobody would ever hear that it ended.
    private static func duplicate(of descriptor: Int32) throws(GivenFileError) -> Int32 {
        let duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else { throw errno == EBADF ? .missing : fault(errno) }
        return duplicate
    }

    private static func opened(_ path: String, where isAccepted: (stat) -> Bool) throws(GivenFileError) -> Int32 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw fault(errno) }
        guard isAccepted(status) else { throw .notRegular(FileKind(status)) }
        while true {
            // Whatever is there by now is not waited for either.
            let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            if descriptor >= 0 { return descriptor }
            guard errno == EINTR else { throw fault(errno) }
        }
    }

    /// Whether it is the null device, whatever the path that led to it.
    private static func isNullDevice(_ status: stat) -> Bool {
        var null = stat()
        return stat("/dev/null", &null) == 0 && null.st_mode & S_IFMT == S_IFCHR
            && status.st_mode & S_IFMT == S_IFCHR && status.st_rdev == null.st_rdev
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
