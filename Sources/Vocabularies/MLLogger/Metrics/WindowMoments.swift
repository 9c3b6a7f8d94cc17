/// The moments of a window that moves over a series. Nothing is ever subtracted again: the window has an older part, of which the moments from each
/// place to its end are known, and a newer one. When the older part is used up, all of the window becomes it, in one go.
struct WindowMoments {
    /// For the values of the older part that are still in the window: the moments from each to the part's end, the last place first.
    private var older: [Moments] = []
    /// The moments of the newer part; `nil` before the first value.
    private var newer: Moments?

    /// Adds a value to a window that is not full.
    mutating func grow(_ value: Double) {
        var moments = newer ?? Moments(anchor: value)
        moments.add(value)
        newer = moments
    }

    /// Adds a value to a full window; the oldest leaves it.
    ///
    /// - Parameters:
    ///   - window: How many values the window has.
    ///   - valueBefore: The value that came so many places before the new one, from 1 to `window`.
    mutating func replace(_ value: Double, window: Int, valueBefore: (Int) -> Double) {
        if older.isEmpty {
            older.reserveCapacity(window)
            var moments = Moments(anchor: valueBefore(window))
            // The newest first: what is older is added to it.
            for distance in 1...window {
                moments.add(valueBefore(distance))
                older.append(moments)
            }
            newer = Moments(anchor: value)
        }
        older.removeLast()
        newer?.add(value)
    }

    /// The figures; `nil` when there is no number in the window.
    func statistics(valueCount: Int) -> MetricStatistics? {
        guard let newer else { return nil }
        return (older.last.map { $0.merged(with: newer) } ?? newer).statistics(valueCount: valueCount)
    }
}
