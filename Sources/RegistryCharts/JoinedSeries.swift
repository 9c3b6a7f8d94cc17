import ChartRendering
import RegistryCore

/// The exact points of a metric, also along another one.
struct JoinedSeries {
    /// The most points of a metric that can be joined: they have to be exact.
    static let mostPoints = 100_000

    let store: any RecordReader
    let run: RunID
    let steps: ClosedRange<Step>

    /// Every point of a metric. Along another one it stands at the value that this one has at the same step; steps that only one
    /// of them has are left out.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when there are too many points in the range of steps.
    func points(of metric: String, along: ChartQuery.Along, since start: WallTime) async throws -> [ChartPoint] {
        let own = try await points(of: metric)
        guard case .metric(let other) = along else {
            return own.map { ChartPoint(x: SeriesChart.place($0.step, $0.time, along, start), y: $0.value) }
        }
        let places = Dictionary(try await points(of: other).map { ($0.step, $0.value) }, uniquingKeysWith: { $1 })
        return own.compactMap { point in places[point.step].map { ChartPoint(x: $0, y: point.value) } }
    }

    private func points(of metric: String) async throws -> [SeriesPoint] {
        let answer = try await SeriesReading.points(
            of: SeriesID(run: run, metric: metric), in: steps, atMost: Self.mostPoints, from: store)
        guard answer.isExact else {
            throw RegistryError(
                .invalidArgument,
                "\(metric.debugDescription) has \(answer.count) points, and at most \(Self.mostPoints) can be drawn one by "
                    + "one. Choose a range of steps.")
        }
        return answer.points
    }
}
