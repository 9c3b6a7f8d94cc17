import ChartRendering
import Foundation
import RasterGraphics
import RegistryCharts
import RegistryCore

/// Where a chart is shown: in a file, or in the terminal in the way that it can show.
struct ChartDestination {
    private enum Place {
        case file(OutputFile, ChartSize)
        case picture(ChartSize, of: TerminalPicture)
        case text(BrailleChart)
    }

    /// Lines of the terminal left for what stands around the data.
    private static let linesAround = 8
    private static let mostRows = 24

    private let place: Place
    private let theme: ChartTheme

    /// A file where one is named, else the terminal. What cannot be written or drawn fails here, before anything is read for it:
    /// a size in pixels only where there are pixels.
    ///
    /// - Parameter output: The file's path, or - for the standard output; `nil` for the terminal.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a size no chart can have, and as ``OutputFile`` does.
    init(_ output: String?, _ look: ChartLookOptions) throws(RegistryError) {
        theme = look.theme
        if let output {
            let size = try look.size()
            place = .file(try OutputFile(output), size)
            return
        }
        let terminal = TerminalQuestion.size
        switch look.terminal ?? (terminal == nil ? .braille : .best()) {
        case .braille:
            let environment = ProcessInfo.processInfo.environment
            let size = TerminalSize(terminal: terminal, environment: environment)
            if let warning = Self.warning(columns: size.columns) { Failure.report(warning) }
            place = .text(
                BrailleChart(
                    columns: size.columns, rows: min(Self.mostRows, size.rows - Self.linesAround),
                    hasColors: terminal != nil && Self.wantsColors(environment)))
        case let kind: place = .picture(try look.size(), of: kind)
        }
    }

    /// What is said where lines have less room than a chart needs; `nil` where they have enough.
    static func warning(columns: Int) -> String? {
        let least = BrailleChart.columnLimits.lowerBound
        guard columns < least else { return nil }
        return
            "A line has \(CountedNoun.text(columns, "character")), and a chart needs \(least): its lines may be broken."
    }

    /// Whether nobody said `NO_COLOR` (no-color.org): an empty one says nothing.
    static func wantsColors(_ environment: [String: String]) -> Bool { environment["NO_COLOR", default: ""].isEmpty }

    /// Shows a chart.
    ///
    /// - Throws: ``RegistryError`` when it cannot be drawn or written.
    func show(_ chart: some Chart) throws(RegistryError) {
        do {
            switch place {
            case .file(let file, let size): try file.write(try chart.png(size: size, theme: theme))
            case .picture(let size, .sixel):
                print(SixelEncoder.encode(try chart.render(size: size, theme: theme), background: theme.background))
            case .picture(let size, _): print(KittyEncoder.encode(png: try chart.png(size: size, theme: theme)))
            case .text(let lines): print(try lines.text(of: chart, theme: theme), terminator: "")
            }
        } catch let error as RegistryError {
            throw error
        } catch let error as ChartError {
            throw RegistryError(error)
        } catch {
            throw RegistryError(.internalFailure, "The chart cannot be shown.", underlying: error)
        }
    }
}
