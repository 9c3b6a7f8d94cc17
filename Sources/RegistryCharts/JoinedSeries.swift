import ChartRendering
import RegistryCore

/// The exact points of metrics of one run, also along another metric, which is read once.
struct JoinedSeries {
    /// The most points of a metric that can be joined: they have to be exact.
    static let mostPoints = 100_000

    /// What became of the points of a metric.
    struct Points {
        /// Those that have a place.
        var points: [ChartPoint]
        /// The others.
        var unseen: UnseenPoints
    }

    private let store: any RecordReader
    private let run: Run
    private let query: ChartQuery
    /// The other metric's values by their steps; `nil` along something else.
    private let places: [Step: Double]?

    /// Reads the metric that the query wants along the axis, if it wants one.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when it has too many points in the range of steps.
    init(_ query: ChartQuery, of run: Run, from store: any RecordReader) async throws {
        self.store = store
        self.run = run
        self.query = query
        guard case .metric(let other) = query.along else {
            places = nil
            return
        }
        let answer = try await Self.answer(of: other, run, query, store)
        places = Dictionary(answer.points.map { ($0.step, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// Every point of a metric. Along another one it stands at the value that this one has at the same step; steps that only
    /// this one has are left out and counted.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when there are too many points in the range of steps, or for the
    ///   whole chart.
    func points(of metric: String, within budget: inout ChartBudget) async throws -> Points {
        let answer = try await Self.answer(of: metric, run, query, store)
        let own = answer.points
        var unseen = UnseenPoints()
        unseen.loggedAgain = answer.repeatedSteps ?? 0
        try budget.take(points: own.count)
        guard let places else {
            let origin = run.timeOrigin
            let points = own.map {
                ChartPoint(x: SeriesChart.place($0.step, $0.time, query.along, origin), y: $0.value)
            }
            return Points(points: points, unseen: unseen)
        }
        let points = own.compactMap { point in places[point.step].map { ChartPoint(x: $0, y: point.value) } }
        unseen.withoutPlace = own.count - points.count
        return Points(points: points, unseen: unseen)
    }

    /// Exact points.
    private static func answer(
        of metric: String, _ run: Run, _ query: ChartQuery, _ store: any RecordReader
    ) async throws -> SeriesAnswer {
        let answer = try await SeriesReading.points(
            of: SeriesID(run: run.id, metric: metric), in: query.steps, atMost: mostPoints, from: store)
        guard answer.isExact else {
            throw RegistryError(
                .invalidArgument,
                "\(metric.debugDescription) has \(CountedNoun.text(answer.count, "point")), and at most "
                    + "\(CountedNoun.number(mostPoints)) can be drawn one by one. Choose a range of steps.")
        }
        return answer
    }
}
