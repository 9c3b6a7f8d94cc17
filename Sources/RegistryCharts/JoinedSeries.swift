import ChartRendering
import RegistryCore

/// Two metrics of a run at the same steps, one along the other.
struct JoinedSeries {
    /// The most points of a metric that can be joined: they have to be exact.
    static let mostPoints = 100_000

    let store: any RecordReader
    let run: RunID
    let steps: ClosedRange<Step>

    /// The points of `metric` at the values that `other` has at the same step. Steps that only one of them has are left out.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when one has too many points in the range of steps.
    func series(of metric: String, along other: String, named name: String) async throws -> ChartSeries {
        let across = try await points(of: other)
        let places = Dictionary(across.map { ($0.step, $0.value) }, uniquingKeysWith: { $1 })
        let points = try await points(of: metric).compactMap { point in
            places[point.step].map { ChartPoint(x: $0, y: point.value) }
        }
        return ChartSeries(name: name, points: points)
    }

    private func points(of metric: String) async throws -> [SeriesPoint] {
        let answer = try await SeriesReading.points(
            of: SeriesID(run: run, metric: metric), in: steps, atMost: Self.mostPoints, from: store)
        guard answer.isExact else {
            throw RegistryError(
                .invalidArgument,
                "\(metric.debugDescription) has \(answer.count) points, and at most \(Self.mostPoints) can stand along "
                    + "another metric. Choose a range of steps.")
        }
        return answer.points
    }
}
