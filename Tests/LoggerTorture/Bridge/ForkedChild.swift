#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of this process, as programs in other languages make them. It is under `Bridge/` because Swift hides `fork`, for
/// good reasons: it is looked up by its name, and the copy may use next to nothing.
struct ForkedChild {
    private let processID: pid_t

    /// Makes a copy, which does the work, stops, and waits for its end.
    init?(_ work: () -> Void) {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "fork") else { return nil }
        let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
        let parent = getpid()
        let result = fork()
        guard result >= 0 else { return nil }
        if result == 0 {
            HandledSignal.unblock(SIGTERM)
            work()
            kill(getpid(), SIGSTOP)
            // It does not outlive its parent.
            while getppid() == parent { usleep(100_000) }
            _exit(0)
        }
        processID = result
    }

    /// Whether it has done its work within so many looks, a hundredth of a second apart. It lives on.
    func hasStopped(within looks: Int) -> Bool {
        guard let status = status(WUNTRACED, within: looks) else { return false }
        return status & 0xFF == 0x7F
    }

    /// Asks it to end.
    ///
    /// - Returns: Its exit code; 128 and more when a signal ended it; `nil` when it did not end within so many looks, and was
    ///   killed.
    func terminated(within looks: Int) -> Int32? {
        kill(processID, SIGTERM)
        kill(processID, SIGCONT)
        if let status = status(0, within: looks) {
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        }
        kill(processID, SIGKILL)
        _ = status(0, within: looks)
        return nil
    }

    private func status(_ options: Int32, within looks: Int) -> Int32? {
        var status: Int32 = 0
        for _ in 0..<looks {
            if waitpid(processID, &status, options | WNOHANG) == processID { return status }
            usleep(10_000)
        }
        return nil
    }
}
