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

    /// The most pictures in a row of a grid. Default 10, which is also the most.
    public var imageColumns: Int

    /// A source; the stated defaults unless said otherwise.
    public init(
        limits: CSVLimits = CSVLimits(), imageFolder: URL? = nil, size: ChartSize = .standard,
        theme: ChartTheme = .light, maximumCharts: Int = 100,
        imageColumns: Int = ImageGrid.maximumColumns
    ) {
        self.limits = limits
        self.imageFolder = imageFolder
        self.size = size
        self.theme = theme
        self.maximumCharts = maximumCharts
        self.imageColumns = imageColumns
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
        return try numericCharts(tables, using: &generator) + imageCharts(tables, using: &generator)
    }

    /// The line charts of all files. See `generateCombinedCharts(files:using:)`.
    public func generateNumericCharts(
        files: [URL], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        try numericCharts(read(files), using: &generator)
    }

    /// The grids of pictures of all files. See `generateCombinedCharts(files:using:)`.
    public func generateImageCharts(
        files: [URL], using generator: inout some RandomNumberGenerator
    ) throws(ChartError) -> [GeneratedChart] {
        try imageCharts(read(files), using: &generator)
    }

    private func read(_ files: [URL]) throws(ChartError) -> [CSVTable] {
        var tables: [CSVTable] = []
        for file in files {
            tables.append(try CSVTable(file: file, limits: limits))
        }
        return tables
    }

    /// The line charts of files that are read already, then the grids of pictures.
    ///
    /// - Parameter isWanted: asked before each chart.
    /// - Throws: `CancellationError` when the charts are not wanted any more, `ChartError` with `internalFailure`.
    package func charts(
        of files: CSVFiles, using generator: inout some RandomNumberGenerator, isWanted: () -> Bool
    ) throws -> [GeneratedChart] {
        let charts =
            try numericCharts(files.tables, using: &generator, isWanted: isWanted)
            + imageCharts(files.tables, using: &generator, isWanted: isWanted)
        guard isWanted() else { throw CancellationError() }
        return charts
    }
}
