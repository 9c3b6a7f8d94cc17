import ArtifactRegistry
import ChartRendering
import RegistryCore
import Testing

@testable import RegistryCharts

/// Charts of a run that was resumed two days later at a step that it had logged before.
@Suite struct ResumedRunTests {
    private static let day: Int64 = 86_400_000

    /// Steps up to 5,000 a second apart; two days later again from 4,000 to 6,000, the last of them NaN.
    private func registry() async throws -> (registry: DataManager, run: Run) {
        let registry = try await DataManager(url: "memory:")
        let run = try await registry.createRun(name: "resumed")
        let start = run.startTime.millisecondsSince1970
        let steps = Array(0..<5_000 as Range<Int64>) + Array(4_000..<6_000)
        let points = steps.enumerated().map { index, step in
            let pause = index < 5_000 ? 0 : 2 * Self.day
            return SeriesPoint(
                step: Step(step), time: WallTime(millisecondsSince1970: start + Int64(index) * 1_000 + pause),
                value: index == steps.count - 1 ? .nan : Double(index % 10) + 1, sequence: Int64(index))
        }
        try await registry.appendPoints([SeriesAppend(series: SeriesID(run: run.id, metric: "loss"), points: points)])
        return (registry, run)
    }

    private func chart(_ along: ChartQuery.Along) async throws -> LineChart {
        var query = ChartQuery(metrics: ["loss"])
        query.along = along
        return try await registry().registry.charts.lineChart(query)
    }

    @Test func `Along time the buckets of both attempts lie between the first and the last point`() async throws {
        let chart = try await chart(.relativeTime)
        guard case .buckets(let buckets) = try #require(chart.series.first).content else {
            Issue.record("7,000 points are drawn in buckets.")
            return
        }
        let first = try #require(buckets.map(\.firstX).min())
        let last = try #require(buckets.map(\.lastX).max())
        #expect(abs(first) < 0.001 && abs(last - (6_999 + 2 * 86_400)) < 0.001)
        // Steps of both attempts reach over the pause: this is what the chart draws as spans at both ends.
        #expect(buckets.contains { $0.lastX - $0.firstX > 86_400 })
        #expect(try chart.png(size: .standard) == chart.png(size: .standard))
    }

    @Test func `The last value of a line is the one that was logged at the greatest step, also when it is NaN`()
        async throws
    {
        let chart = try await chart(.step)
        guard case .buckets(let buckets) = try #require(chart.series.first).content else {
            Issue.record("7,000 points are drawn in buckets.")
            return
        }
        let last = try #require(buckets.last)
        #expect(last.lastLogged?.isNaN == true && last.last.isFinite)
    }
}
