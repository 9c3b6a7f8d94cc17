import Foundation

/// A logarithm for both signs: with the threshold c, x / c between −c and c, and sgn(x) · (1 + ln(|x| / c)) outside.
///
/// After J. B. W. Webber, "A bi-symmetric log transformation for wide-range data", Measurement Science and Technology
/// 24 (2013) 027001, whose sgn(x) · log(1 + |x / c|) only comes near to a line and to a logarithm. Here the two are
/// joined where both have the value 1 and the slope 1 / c: there is no bend at the threshold, and powers of ten lie
/// exactly evenly.
public struct SymmetricLogarithm: Hashable, Sendable {
    /// Where the line ends and the logarithm begins, limited to 1e-300...1e300.
    public let threshold: Double
    private let logarithm: Double

    /// The transformation for a threshold. One that is not above 0 counts as 1.
    public init(threshold: Double) {
        self.threshold = threshold > 0 ? min(max(threshold, 1e-300), 1e300) : 1
        logarithm = log(self.threshold)
    }

    /// The place of a finite value: −1 and 1 at the thresholds, rising.
    public func place(of value: Double) -> Double {
        let size = abs(value)
        if size <= threshold { return value / threshold }
        // The difference of logarithms, because the quotient may have no finite value.
        let place = 1 + max(0, log(size) - logarithm)
        return value < 0 ? -place : place
    }

    /// The value at a place, limited to finite values: the inverse of ``place(of:)``.
    public func value(at place: Double) -> Double {
        let size = abs(place)
        if size <= 1 { return place * threshold }
        let value = min(exp(size - 1 + logarithm), .greatestFiniteMagnitude)
        return place < 0 ? -value : value
    }

    /// A threshold for data: the power of ten below all but the smallest twentieth of the magnitudes above 0, within
    /// twelve powers of ten of the largest; 1 without such values. Values that are not finite are passed over.
    ///
    /// Few tiny values, such as a rounding error in place of a zero, so do not stretch the middle of the axis over
    /// decades in which there is nothing. One pass, without a copy of the data.
    public static func threshold(for values: [Double]) -> Double {
        var counts = [Int](repeating: 0, count: decades.count)
        var total = 0
        for value in values where value.isFinite && value != 0 {
            let decade = Int(log10(abs(value)).rounded(.down))
            counts[min(max(decade, decades.lowerBound), decades.upperBound) - decades.lowerBound] += 1
            total += 1
        }
        guard let top = counts.lastIndex(where: { $0 > 0 }) else { return 1 }
        var index = 0
        var passed = counts[0]
        while index < top, passed * 20 <= total {
            index += 1
            passed += counts[index]
        }
        return TickStep.power(max(index, top - 12) + decades.lowerBound)
    }

    /// A threshold when only the ends of the data are known: the smaller magnitude when both lie on one side of 0, and
    /// a thousandth of the larger one otherwise, down to the next power of ten.
    static func threshold(for range: ClosedRange<Double>) -> Double {
        let ends = [abs(range.lowerBound), abs(range.upperBound)]
        let largest = max(ends[0], ends[1])
        let isOneSided = range.lowerBound > 0 || range.upperBound < 0
        let size = isOneSided ? max(min(ends[0], ends[1]), largest * 1e-12) : largest / 1_000
        guard size > 0 else { return 1 }
        return TickStep.power(max(Int(log10(size).rounded(.down)), decades.lowerBound))
    }

    private static let decades = -300...300
}
