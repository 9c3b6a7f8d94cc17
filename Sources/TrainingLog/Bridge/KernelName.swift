#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the kernel says of itself. It is under `Bridge/` because the C function fills a structure of buffers.
struct KernelName: Hashable, Sendable {
    /// `Linux` or `Darwin`.
    var system: String
    /// The kernel's version.
    var release: String
    /// The processor's architecture, such as `x86_64`.
    var architecture: String

    /// The kernel of this machine; `nil` when it does not say.
    static func current() -> KernelName? {
        var name = utsname()
        guard uname(&name) == 0 else { return nil }
        return KernelName(system: text(name.sysname), release: text(name.release), architecture: text(name.machine))
    }

    /// A fixed array of C as text, up to the first NUL.
    private static func text(_ field: some Any) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
