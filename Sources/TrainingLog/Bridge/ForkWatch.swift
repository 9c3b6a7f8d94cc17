import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Knows whether this process is a copy of the one that something began in. It is under `Bridge/` because the system calls
/// back a C function.
///
/// A forked process has the memory of its parent and none of its threads: a logger there would fill a buffer that nobody
/// writes, and hold the parent's locks.
enum ForkWatch {
    private static let generation = Atomic<Int>(0)
    private static let registration: Void = {
        _ = pthread_atfork(nil, nil) { ForkWatch.generation.add(1, ordering: .relaxed) }
    }()

    /// The number of forks between the first process and this one.
    static var current: Int {
        _ = registration
        return generation.load(ordering: .relaxed)
    }
}
