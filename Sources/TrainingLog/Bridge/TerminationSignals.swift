import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The signals that ask a process to end. It is under `Bridge/` because the system calls back a C function, in which
/// next to nothing is allowed: it writes the signal's number into a pipe that an ordinary thread reads.
///
/// The signals are not ignored meanwhile, because programs that this one starts would inherit that.
enum TerminationSignals {
    private static let pipeEnd = Atomic<Int32>(-1)
    /// The process whose threads read the pipe.
    private static let owner = Atomic<Int32>(-1)

    /// Has SIGTERM and SIGINT call `handle` on a thread of its own, each where nobody else handles it.
    static func watch(_ handle: @escaping @Sendable (Int32) -> Void) {
        var ends: (read: Int32, write: Int32) = (0, 0)
        let made = withUnsafeMutablePointer(to: &ends) { pointer in
            pointer.withMemoryRebound(to: Int32.self, capacity: 2) { pipe($0) }
        }
        guard made == 0 else { return }
        for end in [ends.read, ends.write] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        pipeEnd.store(ends.write, ordering: .releasing)
        owner.store(getpid(), ordering: .releasing)
        let readEnd = ends.read
        DispatchQueue(label: "TrainingLog.signals").async {
            var number: UInt8 = 0
            while read(readEnd, &number, 1) == 1 {
                let signal = Int32(number)
                // On another thread, so that a second signal is heard while the first is obeyed.
                DispatchQueue.global().async { handle(signal) }
            }
        }
        for signal in [SIGTERM, SIGINT] where isUnhandled(signal) { install(on: signal) }
    }

    /// Ends the process as the signal would have done.
    static func obey(_ number: Int32) {
        signal(number, SIG_DFL)
        kill(getpid(), number)
    }

    private static func isUnhandled(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        // The default action is a null pointer.
        return handler == nil
    }

    private static func install(on number: Int32) {
        signal(number) { number in
            // A forked copy has the pipe, too: what it is told is not for its parent, and it has no thread that would listen.
            guard getpid() == TerminationSignals.owner.load(ordering: .acquiring) else {
                return TerminationSignals.obey(number)
            }
            let error = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(TerminationSignals.pipeEnd.load(ordering: .acquiring), &byte, 1)
            errno = error
        }
    }
}
