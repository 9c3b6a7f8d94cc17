import RasterGraphics

/// Font sizes and distances of a chart, in picture pixels.
struct ChartMetrics: Hashable, Sendable {
    /// Picture pixels a screen pixel.
    let unit: Double

    init(scale: Int) { unit = Double(scale) }

    var titleFont: StrokeFont { StrokeFont(size: 15 * unit, weight: .bold) }
    var labelFont: StrokeFont { StrokeFont(size: 12.5 * unit) }
    var tickFont: StrokeFont { StrokeFont(size: 11.5 * unit) }
    var legendFont: StrokeFont { StrokeFont(size: 12 * unit) }
    var noteFont: StrokeFont { StrokeFont(size: 10.5 * unit) }

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
