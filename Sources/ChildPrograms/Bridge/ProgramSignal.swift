#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks after programs that this process has started. It is under `Bridge/` because the C functions fill structures.
package enum ProgramSignal {
    /// Ends a program at once, with all that it has started: it leads a process group of its own.
    package static func kill(_ processID: Int32) {
        killGroup(of: processID)
        if processID > 1 { _ = send(processID, SIGKILL) }
    }

    /// Ends what a program has started and left behind.
    package static func killGroup(of processID: Int32) {
        if processID > 1, getpgid(processID) == processID { _ = send(-processID, SIGKILL) }
    }

    private static func send(_ processID: Int32, _ signal: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.kill(processID, signal)
        #elseif canImport(Musl)
            Musl.kill(processID, signal)
        #else
            Darwin.kill(processID, signal)
        #endif
    }

    /// Whether a program has ended. Its status is left for whoever collects it; when that has happened already, it has
    /// ended too.
    ///
    /// Foundation sees the end of a program only when all that it has started have ended as well.
    package static func hasEnded(_ processID: Int32) -> Bool {
        guard processID > 1 else { return true }
        var info = siginfo_t()
        guard waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno == ECHILD }
        return info.si_signo == SIGCHLD
    }
}
