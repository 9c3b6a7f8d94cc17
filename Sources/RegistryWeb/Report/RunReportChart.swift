import ChartRendering
import Foundation
import RegistryCharts
import RegistryCore

/// A chart of a report: one metric of all its runs, drawn for each ground and each width.
struct RunReportChart: Sendable {
    /// The metric, for those who do not see pictures.
    let metric: String
    private let wide: Pair
    private let narrow: Pair

    /// The same picture for light and for dark ground, as PNG files.
    private struct Pair {
        let light: [UInt8]
        let dark: [UInt8]

        init(of chart: LineChart, _ size: (width: Int, height: Int)) throws(RegistryError) {
            light = try Self.draw(chart, size, .light)
            dark = try Self.draw(chart, size, .dark)
        }

        private static func draw(
            _ chart: LineChart, _ size: (width: Int, height: Int), _ theme: ChartTheme
        ) throws(RegistryError) -> [UInt8] {
            do {
                return try chart.png(
                    size: try ChartSize(width: size.width, height: size.height, scale: 2), theme: theme)
            } catch {
                throw RegistryError(error)
            }
        }
    }

    /// Below this width of the window the narrow picture is shown, in screen pixels.
    private static let narrowBelow = 560
    private static let wideSize = (width: 720, height: 400)
    private static let narrowSize = (width: 358, height: 300)

    init(of metric: String, runs: [RunID], from builder: ChartBuilder) async throws {
        self.metric = metric
        var query = ChartQuery(metrics: [metric])
        query.runs = .field("_id", .oneOf(runs.map { .string($0.description) }))
        query.maximumRuns = runs.count
        let chart = try await builder.lineChart(query)
        wide = try Pair(of: chart, Self.wideSize)
        narrow = try Pair(of: chart, Self.narrowSize)
    }

    /// The picture as HTML, with its bytes in it.
    var html: String {
        let small = "(max-width: \(Self.narrowBelow - 1)px)"
        let dark = "(prefers-color-scheme: dark)"
        return """
            <figure><picture>
            <source media="\(small) and \(dark)" srcset="\(Self.address(narrow.dark))" width="\(Self.narrowSize.width)" height="\(Self.narrowSize.height)">
            <source media="\(small)" srcset="\(Self.address(narrow.light))" width="\(Self.narrowSize.width)" height="\(Self.narrowSize.height)">
            <source media="\(dark)" srcset="\(Self.address(wide.dark))">
            <img alt="\(HTMLEscaping.escaped(VisibleText.short(metric))) of the runs" src="\(Self.address(wide.light))" width="\(Self.wideSize.width)" height="\(Self.wideSize.height)">
            </picture></figure>

            """
    }

    private static func address(_ png: [UInt8]) -> String { "data:image/png;base64,\(Data(png).base64EncodedString())" }
}
