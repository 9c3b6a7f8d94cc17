import RasterGraphics

extension ChartTheme {
    /// Whether data stands on a dark background.
    var isDark: Bool {
        let color = plotBackground
        return Int(color.red) * 2 + Int(color.green) * 7 + Int(color.blue) < 1_280
    }
}
