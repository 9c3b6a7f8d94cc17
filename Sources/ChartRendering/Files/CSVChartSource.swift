public import Foundation

/// Charts of the CSV files that loggers write: one line chart for each column of numbers, with one line for each file, and one
/// grid of pictures for each `ModelName`.
///
/// The caller has checked that the files may be read. Pictures named inside a CSV file are opened only inside `imageFolder`.
public struct CSVChartSource: Sendable {
    /// How much of a file is read. See `CSVLimits` for the defaults.
    public var limits: CSVLimits
    /// The folder whose pictures may be shown, with all below it; `nil`, the default, shows none.
    public var imageFolder: URL?
    /// The size of line charts. Default 800×500 at 1x.
    public var size: ChartSize
    /// The colours. Default light.
    public var theme: ChartTheme
    /// The most line charts made of one request. Default 100; further columns are left out.
    public var maximumCharts: Int

    /// A source; the stated defaults unless said otherwise.
    public init(
        limits: CSVLimits = CSVLimits(), imageFolder: URL? = nil, size: ChartSize = .standard,
        theme: ChartTheme = .light, maximumCharts: Int = 100
    ) {
        self.limits = limits
        self.imageFolder = imageFolder
        self.size = size
        self.theme = theme
        self.maximumCharts = maximumCharts
    }

    /// The line charts of all files, then the grids of pictures.
    ///
    /// - Parameters:
    ///   - files: CSV files, in the order of the legend.
    ///   - generator: Makes the random part of file names.
    /// - Throws: `ChartError` with `notFound`, `tooLarge` or `corruptData`; the message names the file.
    public func generateCombinedCharts(
        files: [URL], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        let tables = try read(files)
        return try numericCharts(tables.map(\.table), using: &generator) + imageCharts(tables, using: &generator)
    }

    /// The line charts of all files. See `generateCombinedCharts(files:using:)`.
    public func generateNumericCharts(
        files: [URL], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        try numericCharts(read(files).map(\.table), using: &generator)
    }

    /// The grids of pictures of all files. See `generateCombinedCharts(files:using:)`.
    public func generateImageCharts(
        files: [URL], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        try imageCharts(read(files), using: &generator)
    }

    private typealias ReadFile = (file: URL, table: CSVTable)

    private func read(_ files: [URL]) throws(ChartError) -> [ReadFile] {
        var tables: [ReadFile] = []
        for file in files {
            tables.append((file, try CSVTable(file: file, limits: limits)))
        }
        return tables
    }

    private func numericCharts(
        _ tables: [CSVTable], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        // Columns of all files in the order of their first appearance.
        var names: [String] = []
        var seriesByColumn: [String: [ChartSeries]] = [:]
        for table in tables {
            for column in table.chartedColumns {
                if seriesByColumn[column.name] == nil { names.append(column.name) }
                seriesByColumn[column.name, default: []].append(
                    ChartSeries(name: table.name, points: table.points(of: column)))
            }
        }
        let xLabel = tables.lazy.compactMap(\.iterationColumn).first?.name ?? "Row"
        var charts: [GeneratedChart] = []
        for name in names.prefix(maximumCharts) {
            let chart = LineChart(
                title: "\(name) Over Iterations", xLabel: xLabel, yLabel: name, series: seriesByColumn[name] ?? [])
            charts.append(
                GeneratedChart(
                    title: chart.title, fileName: ChartFileName.make(column: name, using: &generator),
                    png: try chart.png(size: size, theme: theme)))
        }
        return charts
    }

    private func imageCharts(
        _ tables: [ReadFile], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        var groups: [String] = []
        var referencesByGroup: [String: [(file: URL, image: ImageReference)]] = [:]
        for (file, table) in tables {
            for image in table.images {
                if referencesByGroup[image.group] == nil { groups.append(image.group) }
                referencesByGroup[image.group, default: []].append((file, image))
            }
        }
        let folder = imageFolder.flatMap(ImageFolder.init)
        var charts: [GeneratedChart] = []
        for group in groups.prefix(maximumCharts) {
            // Pictures are opened group by group, and only those that will be drawn: all at once could fill the memory.
            let references = referencesByGroup[group] ?? []
            let items = references.enumerated().map { index, reference in
                let isDrawn = index < ImageGrid.maximumImages
                let content = isDrawn ? folder?.content(at: reference.image.path, besideFile: reference.file) : nil
                return ImageGridItem(title: title(of: reference.image), content: content ?? .missing)
            }
            let grid = ImageGrid(title: group.isEmpty ? "Images" : "\(group): images", items: items)
            charts.append(
                GeneratedChart(
                    title: grid.title, fileName: ChartFileName.make(column: "images_\(group)", using: &generator),
                    png: try grid.png(scale: size.scale, theme: theme)))
        }
        return charts
    }

    /// The picture's tag, or its file's name when it has none.
    private func title(of image: ImageReference) -> String {
        if !image.tag.isEmpty { return image.tag }
        return String(image.path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }
}
