import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that text is printed to, which may be a terminal. It is under `Bridge/` because the system fills structures.
struct TerminalStream: Sendable {
    static let standardOutput = TerminalStream(.standardOutput)
    static let standardError = TerminalStream(.standardError)

    private let handle: FileHandle
    /// Whether somebody may look at it: it is a terminal that can move its cursor.
    let isTerminal: Bool

    init(_ handle: FileHandle) {
        self.handle = handle
        isTerminal = isatty(handle.fileDescriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// How many characters a line has now; 80 when nobody says.
    var columns: Int {
        var size = winsize()
        guard ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes text. A reader that is gone, or a full disk, is no reason to end a training: what cannot be written is lost to the eye
    /// only.
    func write(_ text: String) { try? handle.write(contentsOf: Data(text.utf8)) }
}
