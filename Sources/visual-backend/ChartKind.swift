import ArgumentParser
import ChartRendering
import RegistryCharts

/// What kind of chart is drawn.
enum ChartKind: String, CaseIterable, ExpressibleByArgument {
    case lines, scatter, bars, parallel

    /// The chart of what a query asks for.
    func chart(_ query: ChartQuery, from builder: ChartBuilder) async throws -> any Chart {
        switch self {
        case .lines: try await builder.lineChart(query)
        case .scatter: try await builder.scatterPlot(query)
        case .bars: try await builder.barChart(query)
        case .parallel: try await builder.parallelCoordinates(query)
        }
    }
}
