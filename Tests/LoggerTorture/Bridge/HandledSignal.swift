import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a program does about signals by itself. It is under `Bridge/` because the system calls back a C function.
enum HandledSignal {
    private static let code = Atomic<Int32>(0)

    /// Has a signal do what it does in a program that says nothing about it.
    static func restoreDefault(_ number: Int32) { signal(number, SIG_DFL) }

    /// Has this thread take a signal, and the programs that are started by it. (The threads of libdispatch block signals, and
    /// what is started by them inherits that.)
    static func unblock(_ number: Int32) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Has a signal end the process with an exit code.
    static func exit(with code: Int32, on number: Int32) {
        Self.code.store(code, ordering: .releasing)
        signal(number) { _ in _exit(HandledSignal.code.load(ordering: .acquiring)) }
    }
}
