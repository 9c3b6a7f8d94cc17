import RegistryCore

/// Percentiles of some values, by the straight line between two of them.
public struct Percentiles: Sendable {
    /// The percentages that ml-logger names: 0, 1, 5, 10, 20, 25, 40, 50, 60, 75, 80, 90, 95, 99 and 100.
    public static let named = [0, 1, 5, 10, 20, 25, 40, 50, 60, 75, 80, 90, 95, 99, 100]

    private let sorted: [Double]

    /// Of some values, without NaN; `nil` when none is left.
    init?(of values: some Sequence<Double>) {
        sorted = values.filter { !$0.isNaN }.sorted()
        if sorted.isEmpty { return nil }
    }

    /// The way from a number to an infinity is the infinity but at the number itself. That from one infinity to the other has no number, as
    /// in numpy: NaN.
    ///
    /// - Parameter percent: 0 to 100.
    func value(at percent: Double) -> Double {
        let place = percent / 100 * Double(sorted.count - 1)
        let index = Int(min(max(0, place), Double(sorted.count - 1)))
        let (low, high) = (sorted[index], sorted[min(index + 1, sorted.count - 1)])
        let part = place - Double(index)
        // Between equal ones, infinities among them, there is no way to go.
        if part == 0 || low == high { return low }
        if low.isInfinite { return high.isInfinite ? .nan : low }
        if high.isInfinite { return high }
        let distance = high - low
        // Of two numbers whose distance is none, the parts are.
        if distance.isInfinite { return low * (1 - part) + high * part }
        // From the nearer end, as numpy does: so that the last part of the way does not miss it.
        return part < 0.5 ? low + distance * part : high - distance * (1 - part)
    }

    /// The named ones, by percentage.
    var all: [Int: Double] {
        Dictionary(uniqueKeysWithValues: Self.named.map { ($0, value(at: Double($0))) })
    }

    static func check(_ percent: Double) throws(RegistryError) {
        guard (0...100).contains(percent) else {
            throw RegistryError(.invalidArgument, "A percentile is from 0 to 100, not \(percent).")
        }
    }
}
