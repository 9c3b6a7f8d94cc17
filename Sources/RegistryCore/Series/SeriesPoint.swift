/// One value of a metric.
public struct SeriesPoint: Sendable {
    /// The place in training, as the user counts it.
    public var step: Step

    /// When it was logged.
    public var time: WallTime

    /// The value; NaN and the infinities are values like any other.
    public var value: Double

    /// The place in its run, by which a point written twice is recognised. Points of one call may share it.
    public var sequence: Int64

    /// A point.
    public init(step: Step, time: WallTime, value: Double, sequence: Int64) {
        self.step = step
        self.time = time
        self.value = value
        self.sequence = sequence
    }

    /// Whether this point stands before another: a smaller step, or the same step logged earlier.
    package func precedes(_ other: SeriesPoint) -> Bool {
        step == other.step ? sequence < other.sequence : step < other.step
    }
}

extension SeriesPoint: Hashable {
    /// Equal when both would be stored as the same bytes: NaN equals NaN, zero does not equal minus zero.
    public static func == (left: SeriesPoint, right: SeriesPoint) -> Bool {
        left.step == right.step && left.time == right.time && left.sequence == right.sequence
            && left.value.storedBits == right.value.storedBits
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(step)
        hasher.combine(time)
        hasher.combine(sequence)
        hasher.combine(value.storedBits)
    }
}

extension Double {
    /// The number's bits, every NaN as the same one.
    var storedBits: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }
}
