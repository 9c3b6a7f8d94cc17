import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes lines to standard error without harm to whoever has something to say. It is under `Bridge/` because signals
/// are held back by calls that fill structures.
///
/// Standard error may be a pipe whose reader has gone, which would end the process by a signal; or a pipe that nobody
/// empties and a terminal that was stopped, which hold up who writes for ever. So a thread of its own writes, with the
/// signal held back. Who has something to say waits for it, so that it is out should the process end next, but only for
/// a moment; and when that was in vain, nobody waits again until a line gets through.
final class StandardErrorLines: Sendable {
    /// Those of the process.
    static let shared = StandardErrorLines(descriptor: STDERR_FILENO)

    private struct State {
        var lines: [String] = []
        var left = 0
        var isWriting = false
        /// Somebody has waited in vain.
        var isStuck = false
    }

    /// So many lines wait at most. What comes then is counted.
    static let mostWaiting = 256
    private static let patience = DispatchTimeInterval.milliseconds(100)

    private let descriptor: Int32
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "TrainingLog.problems")

    /// - Parameter descriptor: Where to write. It stays open.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Writes a line, at once if that can be.
    func write(_ line: String) {
        guard !isInCopy else {
            // There may be no thread there that would write, and a lock that nobody gives back.
            if canWrite { _ = writeHoldingBack(line) }
            return
        }
        let (begins, waits) = state.withLock { state in
            if state.lines.count < Self.mostWaiting { state.lines.append(line) } else { state.left += 1 }
            defer { state.isWriting = true }
            return (!state.isWriting, !state.isStuck)
        }
        if begins { queue.async { self.writeAll() } }
        guard waits else { return }
        let isOut = DispatchSemaphore(value: 0)
        queue.async { isOut.signal() }
        if isOut.wait(timeout: .now() + Self.patience) == .timedOut {
            // Unless it got through this very moment.
            state.withLock { $0.isStuck = $0.isWriting }
        }
    }

    private func writeAll() {
        while let line = next() {
            guard writeHoldingBack(line) else { continue }
            state.withLock { $0.isStuck = false }
        }
    }

    private func next() -> String? {
        state.withLock { state in
            if !state.lines.isEmpty { return state.lines.removeFirst() }
            guard state.left > 0 else {
                state.isWriting = false
                state.isStuck = false
                return nil
            }
            defer { state.left = 0 }
            return "LoggerAndViewer: \(state.left) more problems could not be shown.\n"
        }
    }

    /// Whether this process is a copy, made by a fork, of one that logs.
    private var isInCopy: Bool { ForkWatch.current > 0 }

    /// Whether something can be written without waiting for somebody.
    private var canWrite: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, 0) > 0
    }

    /// Writes a line, or as much of it as can be. That nobody reads it is no signal to this process.
    ///
    /// - Returns: Whether all of it is written.
    private func writeHoldingBack(_ line: String) -> Bool {
        var (pipes, before, pending) = (sigset_t(), sigset_t(), sigset_t())
        sigemptyset(&pipes)
        sigaddset(&pipes, SIGPIPE)
        sigpending(&pending)
        let wasPending = sigismember(&pending, SIGPIPE) == 1
        guard pthread_sigmask(SIG_BLOCK, &pipes, &before) == 0 else { return false }
        let (isWritten, isReaderGone) = put(Array(line.utf8))
        if isReaderGone, !wasPending {
            // It was sent to this thread, and is taken away before it can act.
            #if canImport(Darwin)
                sigpending(&pending)
                var number: Int32 = 0
                if sigismember(&pending, SIGPIPE) == 1 { sigwait(&pipes, &number) }
            #else
                var none = timespec()
                while sigtimedwait(&pipes, nil, &none) < 0, errno == EINTR {}
            #endif
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return isWritten
    }

    private func put(_ bytes: [UInt8]) -> (isWritten: Bool, isReaderGone: Bool) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            if count > 0 {
                written += count
            } else if count < 0, errno == EAGAIN, !isInCopy {
                // Somebody has it so that writing to it does not wait. This thread can.
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&request, 1, -1)
            } else if count == 0 || errno != EINTR {
                return (false, count < 0 && errno == EPIPE)
            }
        }
        return (true, false)
    }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
