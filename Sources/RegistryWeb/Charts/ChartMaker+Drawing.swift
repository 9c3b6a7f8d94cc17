import ChartRendering
import Foundation
import RegistryCore

extension ChartMaker {
    /// The size of line charts: 600×400, and twice as many pixels for dense displays.
    private static let width = 600
    private static let height = 400
    private static let scale = 2

    /// Draws and keeps the charts of files.
    ///
    /// - Parameters:
    ///   - state: names the charts: the same number gives the same names.
    ///   - check: asked before the drawing and before each chart is kept; it throws when nobody waits any more.
    static func draw(
        _ files: [URL], colours: ChartColours, state: UInt64, logs: LogFolder, into folder: ChartFolder,
        check: ChartQueue.Check
    ) throws -> [MadeChart] {
        try check()
        var names = SplitMix(seed: state)
        let charts: [GeneratedChart]
        do {
            let source = CSVChartSource(
                imageFolder: logs.root, size: try ChartSize(width: width, height: height, scale: scale),
                theme: colours.theme)
            charts = try source.generateCombinedCharts(files: files, using: &names)
        } catch {
            throw RegistryError(error)
        }
        var made: [MadeChart] = []
        for chart in charts {
            try check()
            guard let name = ChartName(chart.fileName), let size = PictureSize(png: chart.png) else {
                throw RegistryError(.internalFailure, "A chart was named \(chart.fileName) or is no PNG.")
            }
            try folder.keep(chart.png, as: name)
            made.append(MadeChart(name: name, title: chart.title, size: size))
        }
        return made
    }
}

/// A generator whose numbers depend on its seed alone (SplitMix64, by Steele, Lea and Flood).
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
