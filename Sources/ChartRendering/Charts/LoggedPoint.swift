/// A value with the step and the time it was logged at.
public struct LoggedPoint: Hashable, Sendable {
    /// What stands along the horizontal axis.
    public enum Abscissa: Hashable, Sendable, CaseIterable {
        /// The step.
        case step
        /// When the value was logged, in seconds since 1970-01-01T00:00:00Z.
        case wallTime
        /// Seconds since the run began, where that is given, otherwise since the first value of the same series.
        case relativeTime

        /// The axis that shows it: numbers, dates and times in UTC, or durations.
        public var scale: ScaleKind {
            switch self {
            case .step: .linear
            case .wallTime: .time
            case .relativeTime: .duration
            }
        }
    }

    /// The step.
    public var step: Double
    /// When the value was logged, in seconds since 1970-01-01T00:00:00Z.
    public var wallTime: Double
    /// The value.
    public var value: Double

    /// A value with its step and its time.
    public init(step: Double, wallTime: Double, value: Double) {
        self.step = step
        self.wallTime = wallTime
        self.value = value
    }

    /// The points as a chart draws them over what is asked for.
    ///
    /// Runs that began at different times are laid over each other by their relative time. A point whose time is not finite has
    /// no place over a time and is only counted.
    ///
    /// - Parameter start: When the run began, in seconds since 1970-01-01T00:00:00Z: where relative times are counted from, as
    ///   those of charts from a registry are. `nil`, the default, counts each series from its own first value, because a
    ///   file of values alone does not say when its run began.
    public static func points(
        _ points: [LoggedPoint], over abscissa: Abscissa, since start: Double? = nil
    ) -> [ChartPoint] {
        switch abscissa {
        case .step: return points.map { ChartPoint(x: $0.step, y: $0.value) }
        case .wallTime: return points.map { ChartPoint(x: $0.wallTime, y: $0.value) }
        case .relativeTime:
            let start = start ?? points.lazy.map(\.wallTime).filter(\.isFinite).min() ?? 0
            return points.map { ChartPoint(x: $0.wallTime - start, y: $0.value) }
        }
    }
}
