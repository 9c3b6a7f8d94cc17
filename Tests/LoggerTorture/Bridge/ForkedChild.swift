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
    /// The child writes into it when it has done its work.
    private let readEnd: Int32

    /// Makes a copy, which does the work and waits for its end. It outlives its parent for five seconds.
    init?(_ work: () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "fork"), pipe(&ends) == 0 else { return nil }
        let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
        let parent = getpid()
        let result = fork()
        guard result >= 0 else { return nil }
        if result == 0 {
            HandledSignal.unblock(SIGTERM)
            work()
            var done: UInt8 = 1
            write(ends[1], &done, 1)
            while getppid() == parent { usleep(100_000) }
            usleep(5_000_000)
            _exit(0)
        }
        close(ends[1])
        processID = result
        readEnd = ends[0]
    }

    /// Whether it has done its work within some time. It lives on.
    func isDone(withinMilliseconds time: Int32) -> Bool {
        var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        var done: UInt8 = 0
        return poll(&request, 1, time) == 1 && read(readEnd, &done, 1) == 1
    }

    /// Asks it to end.
    ///
    /// - Returns: Its exit code; 128 and more when a signal ended it; `nil` when it did not end within so many looks, and was
    ///   killed.
    func terminated(within looks: Int) -> Int32? {
        kill(processID, SIGTERM)
        if let status = status(within: looks) {
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        }
        kill(processID, SIGKILL)
        _ = status(within: looks)
        return nil
    }

    private func status(within looks: Int) -> Int32? {
        var status: Int32 = 0
        for _ in 0..<looks {
            if waitpid(processID, &status, WNOHANG) == processID { return status }
            usleep(10_000)
        }
        return nil
    }
}
