#if MongoDB
    /// Whether a database's user may not look at the artifacts' files, which is asked once and told once for all runs of a source.
    final class SacredDenial {
        /// Whether it was met.
        private(set) var isMet = false

        /// Notes it; `true` the first time.
        func meet() -> Bool {
            defer { isMet = true }
            return !isMet
        }
    }
#endif
