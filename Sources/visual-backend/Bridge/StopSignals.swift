import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// SIGINT (Ctrl-C) and SIGTERM for work that has something to say of what it did until then. It is under `Bridge/` because what the system does with
/// a signal is said in a C structure.
enum StopSignals {
    /// Does the work in a task that is cancelled when the program is told to end, or the caller's task is cancelled. Told again, the program
    /// ends at once.
    ///
    /// - Parameter signals: Those that tell it. Default: SIGINT and SIGTERM.
    /// - Throws: What the work throws: `CancellationError`, as a rule, when it was told to end.
    static func cancelling<Result: Sendable>(
        on signals: [Int32] = [SIGINT, SIGTERM], _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task {
            do {
                return try await work()
            } catch {
                // A store may say of what was broken off that it cannot be had.
                try Task.checkCancellation()
                throw error
            }
        }
        // What a shell or `nohup` has ignored stays ignored.
        let numbers = signals.filter { !isIgnored($0) }
        let sources = numbers.map { number in
            // The source is told of it all the same, and nobody else is.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in
                // Whoever does not want to wait for the end asks twice.
                for number in numbers { signal(number, SIG_DFL) }
                task.cancel()
            }
            source.activate()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in numbers { signal(number, SIG_DFL) }
        }
        // The task is nobody's child: who waits for it passes on that it is cancelled itself.
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
