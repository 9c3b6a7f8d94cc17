/// Many points in a few numbers, exactly.
///
/// The *first* point is the one with the smallest step and the *last* the one with the greatest; of several points with
/// one step, the one with the greatest sequence number counts. A summary stands for at least one point.
public struct SeriesSummary: Sendable {
    /// How many points, NaN included.
    public internal(set) var count: Int

    /// How many of them are NaN.
    public internal(set) var nanCount: Int

    /// How many of them are +∞.
    public internal(set) var positiveInfinityCount: Int

    /// How many of them are -∞.
    public internal(set) var negativeInfinityCount: Int

    /// The smallest finite value; NaN when there is none.
    public internal(set) var finiteMinimum: Double

    /// The greatest finite value; NaN when there is none.
    public internal(set) var finiteMaximum: Double

    /// The smallest value that is not NaN, infinities included; NaN when there is none.
    public var minimum: Double {
        if negativeInfinityCount > 0 { return -.infinity }
        return finiteMinimum.isNaN && positiveInfinityCount > 0 ? .infinity : finiteMinimum
    }

    /// The greatest value that is not NaN, infinities included; NaN when there is none.
    public var maximum: Double {
        if positiveInfinityCount > 0 { return .infinity }
        return finiteMaximum.isNaN && negativeInfinityCount > 0 ? -.infinity : finiteMaximum
    }

    /// Whether any value is infinite.
    public var hasInfinities: Bool { positiveInfinityCount > 0 || negativeInfinityCount > 0 }

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
        positiveInfinityCount = point.value == .infinity ? 1 : 0
        negativeInfinityCount = point.value == -.infinity ? 1 : 0
        finiteMinimum = point.value.isFinite ? point.value : .nan
        finiteMaximum = finiteMinimum
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
        count: Int, nanCount: Int, positiveInfinityCount: Int, negativeInfinityCount: Int, finiteMinimum: Double,
        finiteMaximum: Double, first: Double, last: Double, firstStep: Step, lastStep: Step, firstTime: WallTime,
        lastTime: WallTime, sequenceOfFirst: Int64, sequenceOfLast: Int64
    ) {
        self.count = count
        self.nanCount = nanCount
        self.positiveInfinityCount = positiveInfinityCount
        self.negativeInfinityCount = negativeInfinityCount
        self.finiteMinimum = finiteMinimum
        self.finiteMaximum = finiteMaximum
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
        positiveInfinityCount += other.positiveInfinityCount
        negativeInfinityCount += other.negativeInfinityCount
        finiteMinimum = Self.least(finiteMinimum, other.finiteMinimum)
        finiteMaximum = Self.greatest(finiteMaximum, other.finiteMaximum)
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

    /// The smaller of two numbers, or the one that is not NaN. Minus zero counts as less than zero, so that the order of
    /// merging cannot be seen.
    static func least(_ left: Double, _ right: Double) -> Double {
        if left.isNaN { return right }
        return right.isNaN || left.isTotallyOrdered(belowOrEqualTo: right) ? left : right
    }

    /// The greater of two numbers, or the one that is not NaN; zero counts as more than minus zero.
    static func greatest(_ left: Double, _ right: Double) -> Double {
        if left.isNaN { return right }
        return right.isNaN || right.isTotallyOrdered(belowOrEqualTo: left) ? left : right
    }
}

extension SeriesSummary: Hashable {
    /// Equal when both would be stored as the same bytes.
    public static func == (left: SeriesSummary, right: SeriesSummary) -> Bool { left.parts == right.parts }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

    /// Whether both are the same but for how many infinities there are and what lies between them, which summaries did
    /// not always say.
    func isAlike(_ other: SeriesSummary) -> Bool {
        var (mine, others) = (self, other)
        mine.forgetInfinities()
        others.forgetInfinities()
        return mine == others && minimum.storedBits == other.minimum.storedBits
            && maximum.storedBits == other.maximum.storedBits
    }

    private mutating func forgetInfinities() {
        (positiveInfinityCount, negativeInfinityCount, finiteMinimum, finiteMaximum) = (0, 0, .nan, .nan)
    }

    private var parts: [Int64] {
        [
            Int64(count), Int64(nanCount), Int64(positiveInfinityCount), Int64(negativeInfinityCount),
            firstStep.rawValue,
            lastStep.rawValue, firstTime.millisecondsSince1970, lastTime.millisecondsSince1970, sequenceOfFirst,
            sequenceOfLast,
        ] + [finiteMinimum, finiteMaximum, first, last].map { Int64(bitPattern: $0.storedBits) }
    }
}
