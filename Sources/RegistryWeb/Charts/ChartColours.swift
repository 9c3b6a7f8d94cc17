/// The colours of a chart.
enum ChartColours: String, Sendable {
    case light, dark
}
