#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much of a busy processor a thread gets.
enum ThreadPriority {
    /// How far below the usual: a tenth of what a thread of the training gets on the same core (sched(7)).
    static let niceness: Int32 = 10

    /// Has the calling thread, and the programs that it starts, give way to all others. An ordinary user cannot take that
    /// back: it is for threads that end afterwards.
    static func giveWay() {
        #if canImport(Darwin)
            pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0)
        #elseif canImport(Glibc)
            // On Linux, zero is the calling thread and not its process.
            setpriority(Int32(PRIO_PROCESS.rawValue), 0, niceness)
        #else
            setpriority(Int32(PRIO_PROCESS), 0, niceness)
        #endif
    }
}
