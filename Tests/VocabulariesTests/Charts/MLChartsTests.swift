import ChartRendering
import RegistryCore
import Testing

@testable import Vocabularies

struct MLChartsTests {
    @Test func `Charts are of the values that were logged, and pictures of the run`() async throws {
        let bench = try MLBench()
        let logger = try bench.logger(keptValues: 3)
        for value in 0..<5 {
            logger.metrics.log("train/loss", Double(value))
            logger.metrics.log("train/accuracy", Double(10 * value))
        }
        let line = try logger.charts.lineChart(["train/*"], fileName: "both.png")
        #expect(line.series.map(\.name) == ["train/loss", "train/accuracy"])
        // The oldest two are not kept any more.
        #expect(
            line.series.first?.content
                == .points([ChartPoint(x: 2, y: 2), ChartPoint(x: 3, y: 3), ChartPoint(x: 4, y: 4)]))
        let scatter = try logger.charts.scatterPlot(x: "train/loss", y: "train/accuracy")
        #expect(scatter.series.first?.points.last == ChartPoint(x: 4, y: 40))
        #expect(try logger.charts.barChart(["train/accuracy"]).groups.first?.values == [40])
        let error = #expect(throws: RegistryError.self) { try logger.charts.lineChart(["train/los"]) }
        #expect(error?.code == .notFound && error?.message.contains("train/loss") == true)
        expectError(.invalidArgument) { _ = try logger.charts.lineChart([]) }
        #expect(try logger.files.list() == ["bar_chart.png", "both.png", "scatter_plot.png"])
        await #expect(throws: RegistryError.self) { try await logger.charts.images("nothing*") }
        try await logger.close()
    }

    @Test func `A star stands for any characters`() {
        for (pattern, name, isMeant) in [
            ("a", "a", true), ("a", "ab", false), ("*", "", true), ("*", "x", true), ("a*", "abc", true),
            ("*c", "abc", true),
            ("a*c", "ac", true), ("a*a", "a", false), ("a*b*c", "axbxc", true), ("a*b*c", "axc", false),
            ("**", "q", true),
            ("ä*", "äx", true),
        ] {
            #expect(NamePattern(pattern).matches(name) == isMeant, "\(pattern) \(name)")
        }
    }
}
