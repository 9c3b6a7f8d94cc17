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
    /// A file that copies are not to have.
    private final class Slot: Sendable {
        let descriptor = Atomic<Int32>(-1)
    }

    private static let generation = Atomic<Int>(0)
    /// As many as are ever locked at the same time by the loggers of one process. Made before a fork: a copy may make nothing.
    private static let slots = (0..<256).map { _ in Slot() }
    private static let registration: Void = {
        _ = slots
        _ = pthread_atfork(nil, nil) { ForkWatch.beginCopy() }
    }()

    /// The number of forks between the first process and this one.
    static var current: Int {
        _ = registration
        return generation.load(ordering: .relaxed)
    }

    /// Has copies of this process lose an open file: a lock on it would be held until the last of them has ended, also when
    /// this process is long dead. Whoever closes the file calls ``forget(_:)`` first.
    static func keepFromCopies(_ descriptor: Int32) {
        _ = registration
        _ = slots.first { slot in
            slot.descriptor.compareExchange(expected: -1, desired: descriptor, ordering: .acquiringAndReleasing)
                .exchanged
        }
    }

    /// Takes back ``keepFromCopies(_:)``.
    static func forget(_ descriptor: Int32) {
        _ = slots.first { slot in
            slot.descriptor.compareExchange(expected: descriptor, desired: -1, ordering: .acquiringAndReleasing)
                .exchanged
        }
    }

    /// The first thing that happens in a copy. Each file gives way to an empty one of the same number: closed it would be
    /// closed again by its owner, when the number may be another file's.
    private static func beginCopy() {
        generation.add(1, ordering: .relaxed)
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { return }
        for slot in slots {
            let descriptor = slot.descriptor.load(ordering: .acquiring)
            guard descriptor >= 0 else { continue }
            dup2(nothing, descriptor)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        close(nothing)
    }
}
