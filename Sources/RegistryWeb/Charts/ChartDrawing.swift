import ChartRendering
import Foundation
import RegistryCharts
import RegistryCore

/// One piece of work for the ``ChartQueue``: the files are read once and drawn in every look.
struct ChartDrawing: Sendable {
    /// What came of it.
    struct Drawn: Sendable {
        /// The charts of each look, in the order of the looks; each look has the same charts.
        let charts: [[MadeChart]]
        /// The files that cannot be read.
        let problems: [CSVFiles.Problem]
        /// The files in which there is nothing to draw.
        let empty: [CSVFiles.Problem]
    }

    let files: [URL]
    /// How the charts look, and for each look what names its charts: the same number gives the same names.
    let looks: [(look: ChartLook, seed: UInt64)]
    let logs: LogFolder
    let folder: ChartFolder

    /// Draws the charts and keeps them.
    ///
    /// - Parameter check: asked before each file and each chart, and while a file is read; it throws when nobody waits any
    ///   more.
    func draw(check: ChartQueue.Check) throws -> Drawn {
        func isWanted() -> Bool { (try? check()) != nil }
        let read = try CSVFiles(files, isWanted: isWanted)
        return Drawn(
            charts: try looks.map { look, seed in
                var names = SplitMix(seed: seed)
                return try charts(of: read, look: look, names: &names, isWanted: isWanted).map(keep)
            }, problems: read.problems, empty: read.empty)
    }

    private func charts(
        of read: CSVFiles, look: ChartLook, names: inout SplitMix, isWanted: () -> Bool
    ) throws -> [GeneratedChart] {
        do {
            let source = CSVChartSource(
                imageFolder: logs.root,
                size: try ChartSize(width: look.width, height: look.height, scale: look.scale),
                theme: look.colours.theme, imageColumns: look.imageColumns)
            return try source.charts(of: read, using: &names, isWanted: isWanted)
        } catch let error as ChartError {
            throw RegistryError(error)
        }
    }

    private func keep(_ chart: GeneratedChart) throws -> MadeChart {
        guard let name = ChartName(chart.fileName), let size = PictureSize(png: chart.png) else {
            throw RegistryError(.internalFailure, "A chart was named \(chart.fileName) or is no PNG.")
        }
        try folder.keep(chart.png, as: name)
        return MadeChart(name: name, title: chart.title, size: size)
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
