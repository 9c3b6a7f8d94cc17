#if MongoDB
    /// How much of a database of Sacred's is asked for at a time.
    struct SacredLimits {
        /// The runs whose metrics are looked for together.
        var runs = 500
        /// The most bytes of identifiers of runs.
        var pageBytes = 8 << 20
        /// The most bytes of identifiers of metrics.
        var metricBytes = 64 << 20
        /// The most bytes of records of artifacts' files.
        var fileBytes = 8 << 20
    }
#endif
