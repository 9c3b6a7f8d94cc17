import ArtifactRegistry
import BenchmarkKit
import ChartRendering
import ChartSamples
import Foundation
import RegistryCharts
import RegistryCore

/// A chart of ten million points that a registry has.
enum RegistryChart {
    /// Makes the registry in a folder, and draws from it.
    static func run(_ rounds: Int, in folder: String) async throws -> Cost {
        let registry = try await DataManager(url: "sqlite:\(folder)/registry.sqlite")
        let run = try await registry.createRun(name: "long")
        let series = SeriesID(run: run.id, metric: "loss")
        let (count, portion) = (10_000_000, 100_000)
        for start in stride(from: 0, to: count, by: portion) {
            let points = (start..<start + portion).map { index in
                SeriesPoint(
                    step: Step(Int64(index)), time: run.startTime, value: Sample.value(index, of: count, in: 3),
                    sequence: Int64(index))
            }
            try await registry.appendPoints([SeriesAppend(series: series, points: points)])
        }
        let size = try ChartSize(width: Sample.size, height: Sample.height)
        let cost = try await Cost(ofWarm: rounds) { _ in
            let chart = try await registry.charts.lineChart(ChartQuery(metrics: ["loss"], of: run.id))
            try Data(try chart.png(size: size)).write(to: URL(filePath: "\(folder)/registry.png"))
        }
        await registry.close()
        return cost
    }
}
