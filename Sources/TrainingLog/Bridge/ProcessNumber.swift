#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The number of this process.
enum ProcessNumber {
    /// The number; another one behind a fork.
    static var current: Int32 { getpid() }
}

/// The number of the user whose rights this process has.
enum UserNumber {
    /// The number.
    static var current: UInt32 { geteuid() }
}
