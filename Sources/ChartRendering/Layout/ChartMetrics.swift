import RasterGraphics

/// Font sizes and distances of a chart, in picture pixels.
struct ChartMetrics: Hashable, Sendable {
    /// Picture pixels a screen pixel.
    let unit: Double
    /// What text is drawn from.
    let typeface: Typeface

    init(scale: Int, typeface: Typeface) {
        unit = Double(scale)
        self.typeface = typeface
    }

    var titleFont: Font { Font(size: 15 * unit, weight: .bold, typeface: typeface) }
    var labelFont: Font { Font(size: 12.5 * unit, typeface: typeface) }
    var tickFont: Font { Font(size: 11.5 * unit, typeface: typeface) }
    var legendFont: Font { Font(size: 12 * unit, typeface: typeface) }
    var noteFont: Font { Font(size: 10.5 * unit, typeface: typeface) }

    /// A font of another size, in picture pixels.
    func font(size: Double, weight: Font.Weight = .regular) -> Font {
        Font(size: size, weight: weight, typeface: typeface)
    }

    /// Between the picture's edge and anything in it.
    var margin: Double { 14 * unit }
    /// Between things that belong together.
    var gap: Double { 7 * unit }
    var tickLength: Double { 4 * unit }
    /// Free space between the data and the ends of an axis, so that markers at the ends are whole.
    var air: Double { 10 * unit }
    var lineWidth: Double { 1.7 * unit }
    var markerRadius: Double { 2.8 * unit }
    /// The part of a line shown in the legend.
    var legendSample: Double { 22 * unit }
    /// The smallest width or height of a plot that is still drawn.
    var smallestPlot: Double { 8 * unit }
}
