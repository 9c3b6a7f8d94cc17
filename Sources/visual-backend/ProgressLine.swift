import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One line on standard error that is written over and over; nothing when standard error is no terminal.
final class ProgressLine: Sendable {
    private static let interval = Duration.milliseconds(200)
    private static let width = 79

    private let isShown = isatty(STDERR_FILENO) == 1
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// Shows a text, not more often than five times a second.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        let isDue = last.withLock { last in
            let now = ContinuousClock.now
            if let last, last.duration(to: now) < Self.interval { return false }
            last = now
            return true
        }
        if isDue { write(TextTable.plain(text())) }
    }

    /// Takes the line away.
    func end() {
        guard isShown, last.withLock({ $0 != nil }) else { return }
        write("")
        FileHandle.standardError.write(Data("\r".utf8))
    }

    private func write(_ text: String) {
        let shown = text.prefix(Self.width)
        let space = String(repeating: " ", count: Self.width - shown.count)
        FileHandle.standardError.write(Data("\r\(shown)\(space)".utf8))
    }
}
