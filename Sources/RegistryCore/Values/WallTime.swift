/// A moment, as whole milliseconds since 1970-01-01T00:00:00Z: the precision of a stored date.
public struct WallTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public let millisecondsSince1970: Int64

    /// A moment from milliseconds since 1970-01-01T00:00:00Z.
    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// A moment from seconds since 1970-01-01T00:00:00Z, rounded to the millisecond.
    ///
    /// Values that no Int64 of milliseconds can hold are clamped to the nearest that can; NaN is 1970.
    public init(secondsSince1970: Double) {
        let milliseconds = (secondsSince1970 * 1_000).rounded()
        if let exact = Int64(exactly: milliseconds) {
            self.init(millisecondsSince1970: exact)
        } else if milliseconds.isNaN {
            self.init(millisecondsSince1970: 0)
        } else {
            self.init(millisecondsSince1970: milliseconds < 0 ? .min : .max)
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    public var secondsSince1970: Double { Double(millisecondsSince1970) / 1_000 }

    /// Earlier moments come first.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }
}
