/// Many points in a few numbers, exactly.
///
/// The *first* point is the one with the smallest step and the *last* the one with the greatest; of several points with
/// one step, the one with the greatest sequence number counts. A summary stands for at least one point.
public struct SeriesSummary: Sendable {
    /// How many points, NaN included.
    public internal(set) var count: Int

    /// How many of them are NaN.
    public internal(set) var nanCount: Int

    /// The smallest value that is not NaN, infinities included; NaN when there is none.
    public internal(set) var minimum: Double

    /// The greatest value that is not NaN, infinities included; NaN when there is none.
    public internal(set) var maximum: Double

    /// The first point's value.
    public internal(set) var first: Double

    /// The last point's value.
    public internal(set) var last: Double

    /// The smallest step.
    public internal(set) var firstStep: Step

    /// The greatest step.
    public internal(set) var lastStep: Step

    /// The earliest time of any point.
    public internal(set) var firstTime: WallTime

    /// The latest time of any point.
    public internal(set) var lastTime: WallTime

    /// The first point's sequence number, which decides between points of one step.
    public internal(set) var sequenceOfFirst: Int64

    /// The last point's sequence number.
    public internal(set) var sequenceOfLast: Int64

    /// The summary of one point.
    public init(_ point: SeriesPoint) {
        count = 1
        nanCount = point.value.isNaN ? 1 : 0
        minimum = point.value
        maximum = point.value
        first = point.value
        last = point.value
        firstStep = point.step
        lastStep = point.step
        firstTime = point.time
        lastTime = point.time
        sequenceOfFirst = point.sequence
        sequenceOfLast = point.sequence
    }

    /// The summary of points in any order; `nil` for none.
    public init?(points: some Collection<SeriesPoint>) {
        guard let head = points.first else { return nil }
        self.init(head)
        for point in points.dropFirst() { add(point) }
    }

    init(
        count: Int, nanCount: Int, minimum: Double, maximum: Double, first: Double, last: Double, firstStep: Step,
        lastStep: Step, firstTime: WallTime, lastTime: WallTime, sequenceOfFirst: Int64, sequenceOfLast: Int64
    ) {
        self.count = count
        self.nanCount = nanCount
        self.minimum = minimum
        self.maximum = maximum
        self.first = first
        self.last = last
        self.firstStep = firstStep
        self.lastStep = lastStep
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.sequenceOfFirst = sequenceOfFirst
        self.sequenceOfLast = sequenceOfLast
    }

    /// Takes one more point in.
    public mutating func add(_ point: SeriesPoint) { merge(SeriesSummary(point)) }

    /// Takes the points of another summary in, which stands for other points.
    public mutating func merge(_ other: SeriesSummary) {
        count += other.count
        nanCount += other.nanCount
        minimum = Self.choose(minimum, other.minimum) { $0.isTotallyOrdered(belowOrEqualTo: $1) }
        maximum = Self.choose(maximum, other.maximum) { $1.isTotallyOrdered(belowOrEqualTo: $0) }
        // Of equal sequence numbers the one merged later counts, as of points given in one call.
        if other.firstStep < firstStep || (other.firstStep == firstStep && other.sequenceOfFirst >= sequenceOfFirst) {
            firstStep = other.firstStep
            first = other.first
            sequenceOfFirst = other.sequenceOfFirst
        }
        if other.lastStep > lastStep || (other.lastStep == lastStep && other.sequenceOfLast >= sequenceOfLast) {
            lastStep = other.lastStep
            last = other.last
            sequenceOfLast = other.sequenceOfLast
        }
        firstTime = min(firstTime, other.firstTime)
        lastTime = max(lastTime, other.lastTime)
    }

    /// The summary of this one's points and another's.
    public func merging(_ other: SeriesSummary) -> SeriesSummary {
        var result = self
        result.merge(other)
        return result
    }

    /// Minus zero counts as less than zero, so that the order of merging cannot be seen.
    private static func choose(_ left: Double, _ right: Double, _ prefersLeft: (Double, Double) -> Bool) -> Double {
        if left.isNaN { return right }
        return right.isNaN || prefersLeft(left, right) ? left : right
    }
}

extension SeriesSummary: Hashable {
    /// Equal when both would be stored as the same bytes.
    public static func == (left: SeriesSummary, right: SeriesSummary) -> Bool { left.parts == right.parts }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

    private var parts: [Int64] {
        [
            Int64(count), Int64(nanCount), firstStep.rawValue, lastStep.rawValue, firstTime.millisecondsSince1970,
            lastTime.millisecondsSince1970, sequenceOfFirst, sequenceOfLast,
        ] + [minimum, maximum, first, last].map { Int64(bitPattern: $0.storedBits) }
    }
}
