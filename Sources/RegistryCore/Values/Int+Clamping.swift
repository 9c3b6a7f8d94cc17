extension Int {
    /// The sum, or the number nearest to it that there is: sums of stored counts, which may be damaged.
    package func clampedSum(_ other: Int) -> Int {
        let (sum, isBeyond) = addingReportingOverflow(other)
        guard isBeyond else { return sum }
        return other < 0 ? .min : .max
    }
}
