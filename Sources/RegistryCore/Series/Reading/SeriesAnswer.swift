/// What a series looks like in a range of steps.
public struct SeriesAnswer: Hashable, Sendable {
    /// The points, or what stands for them.
    public enum Content: Hashable, Sendable {
        /// Every step of the range with its value, in order; of a step logged more than once, the later point.
        case points([SeriesPoint])

        /// Every point of the range in exactly one bucket. In order: a bucket's last step is at most the next one's
        /// first step, and is equal to it only where the points of one step lie in both.
        case buckets([SeriesBucket])
    }

    /// The points, or what stands for them.
    public var content: Content

    /// How many points the range holds, repeated steps included.
    public var count: Int

    /// How many points of the range are not shown because their step was logged again later; `nil` with buckets, where
    /// such points count like all others.
    public var repeatedSteps: Int?

    /// An answer.
    public init(content: Content, count: Int, repeatedSteps: Int?) {
        self.content = content
        self.count = count
        self.repeatedSteps = repeatedSteps
    }

    /// Whether the answer is the points themselves.
    public var isExact: Bool { if case .points = content { true } else { false } }

    /// The buckets; exact points as buckets of one point.
    public var buckets: [SeriesBucket] {
        switch content {
        case .points(let points): points.map { SeriesBucket(SeriesSummary($0)) }
        case .buckets(let buckets): buckets
        }
    }

    /// The points; empty when the answer is not exact.
    public var points: [SeriesPoint] { if case .points(let points) = content { points } else { [] } }
}
