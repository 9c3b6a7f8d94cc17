import ChartRendering
import RasterGraphics

/// The two themes that every plate is drawn in.
enum PlateTheme: String, CaseIterable, Sendable, CustomStringConvertible {
    case light, dark

    var description: String { rawValue }

    /// The theme with a typeface: the built-in one gives the same pictures on every machine.
    var theme: ChartTheme {
        var theme = self == .light ? ChartTheme.light : .dark
        theme.typeface = .builtIn
        return theme
    }
}
