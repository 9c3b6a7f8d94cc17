public import ChartRendering
import MediaFiles
import RasterGraphics
public import RegistryCore
import TrainingLog

/// Charts of what this logger logged, saved as PNG files of the run.
///
/// ```swift
/// try experiment.charts.lineChart(["train/loss", "val/loss"], fileName: "loss.png")
/// try experiment.charts.scatterPlot(x: "val/accuracy", y: "val/loss")
/// ```
///
/// They are made of the values that are kept for summaries (10,000 of each metric unless said otherwise), which stand at how many were
/// logged before them. A name may be a pattern: `*` stands for any number of characters, `?` for one, `[a-z]` for one of some, `[!a-z]` for
/// one of all others. Charts of whole runs, and of several, are those of the registry's server and of `registry.charts`.
public struct MLCharts: Sendable {
    private let files: MLFiles
    private let cache: MetricCache

    init(files: MLFiles, cache: MetricCache) {
        self.files = files
        self.cache = cache
    }

    /// A line for each metric.
    ///
    /// - Parameters:
    ///   - metrics: Their names.
    ///   - title: Above the chart. Default: none.
    ///   - fileName: The picture's. Default: `line_chart.png`.
    /// - Returns: The chart.
    /// - Throws: ``RegistryError`` with `notFound` for a name that no metric has, with the nearest one.
    @discardableResult
    public func lineChart(
        _ metrics: [String], title: String = "", fileName: String = "line_chart.png", step: Step? = nil
    ) throws(RegistryError) -> LineChart {
        let series = try names(metrics).map { name in
            let kept = cache.history(name, namespace: 0)?.kept ?? (first: 0, values: [])
            return ChartSeries(
                name: name,
                points: kept.values.enumerated().map { ChartPoint(x: Double(kept.first + $0.offset), y: $0.element) })
        }
        let chart = LineChart(title: title, xLabel: "values before", series: series)
        files.saveFig(chart, fileName, step: step)
        return chart
    }

    /// A dot for each pair of values of two metrics, the newest as far as both have one.
    ///
    /// - Returns: The chart.
    /// - Throws: ``RegistryError`` with `notFound` for a name that no metric has, with the nearest one.
    @discardableResult
    public func scatterPlot(
        x: String, y: String, title: String = "", fileName: String = "scatter_plot.png", step: Step? = nil
    ) throws(RegistryError) -> ScatterChart {
        let (xs, ys) = (try values(x), try values(y))
        let count = min(xs.count, ys.count)
        let chart = ScatterChart(
            title: title, xLabel: x, yLabel: y,
            series: [ScatterSeries(x: Array(xs.suffix(count)), y: Array(ys.suffix(count)))])
        files.saveFig(chart, fileName, step: step)
        return chart
    }

    /// A bar for the last value of each metric.
    ///
    /// - Returns: The chart.
    /// - Throws: ``RegistryError`` with `notFound` for a name that no metric has, with the nearest one.
    @discardableResult
    public func barChart(
        _ metrics: [String], title: String = "", fileName: String = "bar_chart.png", step: Step? = nil
    ) throws(RegistryError) -> BarChart {
        let names = try names(metrics)
        let chart = BarChart(
            title: title, categories: names,
            groups: [BarGroup(values: names.map { cache.history($0, namespace: 0)?.kept.values.last })])
        files.saveFig(chart, fileName, step: step)
        return chart
    }

    /// The PNG files of a pattern side by side, as one picture, in the order in which people count: `frame_2` before `frame_10`.
    ///
    /// - Parameter pattern: Names files of the run; see ``MLCharts``. A `*` reaches beyond a `/`.
    /// - Returns: How many there are; the picture has at most 200, the last ones.
    /// - Throws: ``RegistryError`` with `notFound` when there is none; what ``MLFiles/load(_:)`` throws.
    @discardableResult
    public func images(
        _ pattern: String, title: String = "", fileName: String = "images.png", step: Step? = nil
    ) async throws -> Int {
        let glob = GlobPattern(pattern)
        let names = try files.list().filter {
            $0 != fileName && glob.matches($0) && $0.lowercased().hasSuffix(".png")
        }.sorted(by: NaturalOrder.isLess)
        guard !names.isEmpty else {
            throw RegistryError(.notFound, "No PNG file of this run has a name like \(pattern).")
        }
        var items: [ImageGridItem] = []
        for name in names.suffix(ImageGrid.maximumImages) {
            items.append(ImageGridItem(title: name, png: try await files.load(name)))
        }
        let grid = ImageGrid(title: title, items: items, furtherCount: names.count - items.count)
        files.save(bytes: try grid.png(), fileName, step: step)
        return names.count
    }

    /// The frames of a pattern as a video: ``MLFiles/makeVideo(pattern:output:fps:codec:quality:sort:ffmpeg:step:)``.
    @discardableResult
    public func video(_ pattern: String, fps: Double = 20, fileName: String = "video.gif") async throws -> Int {
        try await files.makeVideo(pattern: pattern, output: fileName, fps: fps)
    }

    private func values(_ name: String) throws(RegistryError) -> [Double] {
        _ = try names([name])
        return cache.history(name, namespace: 0)?.kept.values ?? []
    }

    private func names(_ wanted: [String]) throws(RegistryError) -> [String] {
        let known = cache.names
        var names: [String] = []
        for name in wanted {
            let found = known.contains(name) ? [name] : known.filter(GlobPattern(name, meansHidden: true).matches)
            guard !found.isEmpty else {
                let nearest = NearestName.of(name, among: known).map { " Do you mean \($0)?" } ?? ""
                throw RegistryError(.notFound, "No metric \(name) has a value yet.\(nearest)")
            }
            names += found.filter { !names.contains($0) }
        }
        guard !names.isEmpty else { throw RegistryError(.invalidArgument, "A chart needs the name of a metric.") }
        return names
    }
}
