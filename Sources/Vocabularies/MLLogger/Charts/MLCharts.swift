public import ChartRendering
import FileFaults
import MediaFiles
import RasterGraphics
public import RegistryCore
import TrainingLog

/// Charts of what this logger logged, saved as PNG files of the run.
///
/// ```swift
/// experiment.charts.lineChart(["train/loss", "val/loss"], fileName: "loss.png")
/// experiment.charts.scatterPlot(x: "val/accuracy", y: "val/loss")
/// ```
///
/// They are made of the values that are kept for summaries (10,000 of each metric unless said otherwise), which stand at
/// the steps that they were logged at. A name may be a pattern: `*` stands for any number of characters, `?` for one, `[a-z]` for one of some, `[!a-z]` for
/// one of all others. In names of files none of them stands for a `/`, in those of metrics they may. Charts of whole runs, and of several, are those
/// of the registry's server and of `registry.charts`.
///
/// A chart that cannot be made, because no metric or file of the name is there yet or for any other reason, is no reason for a training to end:
/// `LoggerConfiguration.onProblem` is told, nothing is saved, and the call says so by what it returns.
public struct MLCharts: Sendable {
    private let files: MLFiles
    private let cache: MetricCache

    init(files: MLFiles, cache: MetricCache) {
        self.files = files
        self.cache = cache
    }

    /// A line for each metric, over the steps that its values stand at.
    ///
    /// - Parameters:
    ///   - metrics: Their names.
    ///   - title: Above the chart. Default: none.
    ///   - fileName: The picture's. Default: `line_chart.png`.
    /// - Returns: The chart; `nil` for a name that no metric has, which is told with the nearest one.
    @discardableResult
    public func lineChart(
        _ metrics: [String], title: String = "", fileName: String = "line_chart.png", step: Step? = nil
    ) -> LineChart? {
        made(fileName) { () throws(RegistryError) in
            let series = try names(metrics).map { name in
                let kept = cache.kept(name, namespace: 0)
                let points = zip(kept.steps, kept.values).map { ChartPoint(x: Double($0), y: $1) }
                return ChartSeries(name: name, points: points)
            }
            let chart = LineChart(title: title, xLabel: "step", series: series)
            files.saveFig(chart, fileName, step: step)
            return chart
        }
    }

    /// A dot for each step at which two metrics have a value. Where they have several there, the last belongs to the last, and so on back.
    ///
    /// - Returns: The chart; `nil` for a name that no metric has, which is told with the nearest one, and for metrics that have no step in common.
    @discardableResult
    public func scatterPlot(
        x: String, y: String, title: String = "", fileName: String = "scatter_plot.png", step: Step? = nil
    ) -> ScatterChart? {
        made(fileName) { () throws(RegistryError) in
            let pairs = pairs(of: try kept(x), and: try kept(y))
            guard !pairs.isEmpty else {
                throw RegistryError(.notFound, "There is no step at which both \(x) and \(y) have a value.")
            }
            let chart = ScatterChart(
                title: title, xLabel: x, yLabel: y, series: [ScatterSeries(x: pairs.map(\.x), y: pairs.map(\.y))])
            files.saveFig(chart, fileName, step: step)
            return chart
        }
    }

    /// A bar for the last value of each metric.
    ///
    /// - Returns: The chart; `nil` for a name that no metric has, which is told with the nearest one.
    @discardableResult
    public func barChart(
        _ metrics: [String], title: String = "", fileName: String = "bar_chart.png", step: Step? = nil
    ) -> BarChart? {
        made(fileName) { () throws(RegistryError) in
            let names = try names(metrics)
            let chart = BarChart(
                title: title, categories: names,
                groups: [BarGroup(values: names.map { cache.kept($0, namespace: 0).values.last })])
            files.saveFig(chart, fileName, step: step)
            return chart
        }
    }

    /// The PNG files of a pattern side by side, as one picture, in the order in which people count: `frame_2` before `frame_10`.
    ///
    /// - Parameter pattern: Names files of the run; see ``MLCharts``.
    /// - Returns: How many there are; the picture has at most 200, the last ones. 0 when there is none, or one of them cannot be loaded, which is told.
    /// - Throws: `CancellationError`.
    @discardableResult
    public func images(
        _ pattern: String, title: String = "", fileName: String = "images.png", step: Step? = nil
    ) async throws(CancellationError) -> Int {
        try await count(fileName) {
            let meant = NamePattern(pattern)
            let names = try files.list().filter {
                $0 != fileName && meant?.matches($0) == true && $0.lowercased().hasSuffix(".png")
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
    }

    /// The frames of a pattern as a video, as ``MLFiles/makeVideo(pattern:output:fps:codec:quality:sort:ffmpeg:step:)`` makes it.
    ///
    /// - Returns: How many frames it has; 0 when it cannot be made, which is told.
    /// - Throws: `CancellationError`.
    @discardableResult
    public func video(
        _ pattern: String, fps: Double = 20, fileName: String = "video.gif"
    ) async throws(CancellationError) -> Int {
        try await count(fileName) { try await files.makeVideo(pattern: pattern, output: fileName, fps: fps) }
    }

    private func made<Figure>(_ fileName: String, _ make: () throws(RegistryError) -> Figure) -> Figure? {
        do throws(RegistryError) {
            return try make()
        } catch {
            tell(fileName, error)
            return nil
        }
    }

    private func count(_ fileName: String, _ make: () async throws -> Int) async throws(CancellationError) -> Int {
        do {
            return try await make()
        } catch let error as CancellationError {
            throw error
        } catch {
            tell(fileName, error)
            return 0
        }
    }

    private func tell(_ fileName: String, _ error: any Error) {
        guard files.logger.isEnabled else { return }
        let cause =
            switch error {
            case let error as RegistryError: error.message
            case let error as MediaError: error.description
            default: FileFault.text(of: error)
            }
        files.logger.report("\(fileName) is not made: \(cause)")
    }

    private func kept(_ name: String) throws(RegistryError) -> (values: [Double], steps: [Int64]) {
        _ = try names([name])
        return cache.kept(name, namespace: 0)
    }

    /// The values of two metrics that stand at the same step, in the order of the first one's.
    private func pairs(
        of first: (values: [Double], steps: [Int64]), and second: (values: [Double], steps: [Int64])
    ) -> [(x: Double, y: Double)] {
        var partners: [Int64: [Double]] = [:]
        for (step, value) in zip(second.steps, second.values) { partners[step, default: []].append(value) }
        var pairs: [(x: Double, y: Double)] = []
        // From the end: of a step whose first values are not kept any more the last ones belong together.
        for (step, value) in zip(first.steps, first.values).reversed() {
            if let partner = partners[step]?.popLast() { pairs.append((value, partner)) }
        }
        return pairs.reversed()
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
