/// The Swift that built this program.
enum SwiftVersion {
    /// The compiler's version, to the minor one: conditional compilation tells no more of it. A version later than those
    /// known here is given as the latest known with `or later`.
    static let compiler: String = {
        #if compiler(>=7.0)
            "7.0 or later"
        #elseif compiler(>=6.6)
            "6.6 or later"
        #elseif compiler(>=6.5)
            "6.5"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }()

    /// Whether the program was built with optimization: how fast it trains depends on it.
    static let isOptimized: Bool = {
        var isDebug = false
        // The condition of an assertion is evaluated in builds without optimization only.
        assert(
            {
                isDebug = true
                return true
            }())
        return !isDebug
    }()
}
