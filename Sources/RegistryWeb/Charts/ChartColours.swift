import ChartRendering

/// The colours of a chart.
enum ChartColours: String, Sendable {
    case light, dark

    /// What charts are drawn with.
    var theme: ChartTheme { self == .light ? .light : .dark }
}
