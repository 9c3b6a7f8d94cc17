import ArtifactRegistry
import BenchmarkKit
import ChartRendering
import Foundation
import RasterGraphics
import RegistryCharts
import RegistryCore

/// One thing that is measured, of ours.
enum Work: String {
    /// Ten series of a thousand points, from the points to the PNG file.
    case lines
    /// Ten series of a hundred thousand.
    case dense
    /// Sixty-four pictures side by side.
    case grid
    /// The picture of ``lines``, without the file.
    case drawing
    /// The file of that picture.
    case encoding
    /// A chart of ten million points that a registry has, which is made first.
    case registry

    func run(_ rounds: Int, in folder: String) async throws -> Cost {
        let size = try ChartSize(width: Sample.size, height: Sample.height)
        switch self {
        case .lines, .dense:
            let series = Sample.series(self == .lines ? 1_000 : 100_000)
            return try await Cost(ofWarm: rounds) { _ in
                try write(try Sample.chart(series).png(size: size), to: folder)
            }
        case .grid:
            let grid = try Sample.grid()
            return try await Cost(ofWarm: rounds) { _ in try write(try grid.png(), to: folder) }
        case .drawing:
            let chart = Sample.chart(Sample.series(1_000))
            return try await Cost(ofWarm: rounds) { _ in _ = try chart.render(size: size) }
        case .encoding:
            let picture = try Sample.chart(Sample.series(1_000)).render(size: size)
            try Data(picture.bytes).write(to: URL(filePath: "\(folder)/pixels.rgba"))
            return try await Cost(ofWarm: rounds) { _ in try write(try PNGEncoder().encode(picture), to: folder) }
        case .registry: return try await chartOfMillions(rounds, size, in: folder)
        }
    }

    private func write(_ png: [UInt8], to folder: String) throws {
        try Data(png).write(to: URL(filePath: "\(folder)/\(rawValue).png"))
    }

    private func chartOfMillions(_ rounds: Int, _ size: ChartSize, in folder: String) async throws -> Cost {
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
        let cost = try await Cost(ofWarm: rounds) { _ in
            let chart = try await registry.charts.lineChart(ChartQuery(metrics: ["loss"], of: run.id))
            try write(try chart.png(size: size), to: folder)
        }
        await registry.close()
        return cost
    }
}
