import Foundation
import RasterGraphics

/// Paints the dots of a scatter chart.
struct ScatterPainter {
    let chart: ScatterChart
    let layout: ChartLayout
    let theme: ChartTheme

    /// Colours that stand for numbers must look as they do in their scale.
    private static let valueOpacity = 0.95

    func paint(on canvas: inout Canvas) {
        let radius = radius * layout.metrics.unit
        var stamps: [DotShape: DotStamp] = [:]
        let opacity = chart.dotOpacity
        let colors = layout.colorScale?.axis.scale ?? chart.frame.colorScale?.axis.scale(air: 0)
        var layer = DotLayer(over: layout.plot)
        // Series with many points first: a small one would not be seen below them.
        let order = chart.series.indices.sorted {
            (-chart.series[$0].points.count, $0) < (-chart.series[$1].points.count, $1)
        }
        for index in order {
            let series = chart.series[index]
            let hasOwnColor = series.color != nil || !series.values.isEmpty
            let shape = hasOwnColor ? .disc : DotShape(at: index, in: theme.palette)
            let stamp = stamps[shape] ?? DotStamp(radius: radius, shape: shape)
            stamps[shape] = stamp
            guard !series.values.isEmpty, let colors else {
                add(series, stamp, on: &layer)
                let color = series.values.isEmpty ? series.color ?? theme.palette.color(at: index) : theme.mutedText
                layer.lay(color, opacity: opacity)
                continue
            }
            paint(series, colors, stamp, opacity, on: &layer)
        }
        layer.paint(on: &canvas)
        for index in order { paintMarks(of: index, on: &canvas) }
    }

    /// The marks at the edge for values that have no place, of which one stands for those that would touch it.
    private func paintMarks(of index: Int, on canvas: inout Canvas) {
        let series = chart.series[index]
        let unit = layout.metrics.unit
        let marks = EdgeMarkPainter(plot: layout.plot, unit: unit, background: theme.plotBackground)
        let color = series.values.isEmpty ? series.color ?? theme.palette.color(at: index) : theme.mutedText
        // Points are in no order: places are compared by the cells that they lie in.
        let cell = SeriesTrace.leastMarkDistance * unit
        var seen: Set<SeriesTrace.Mark> = []
        for point in series.points where !chart.yScale.canShow(point.y) {
            guard let x = layout.xAxis.position(of: point.x) else { continue }
            let mark = SeriesTrace.Mark(gap: SeriesTrace.gap(point.y), x: (x / cell).rounded(.down))
            guard seen.insert(mark).inserted else { continue }
            marks.paint(SeriesTrace.Mark(gap: mark.gap, x: x.rounded()), color: color, on: &canvas)
        }
    }

    /// Dots with a colour of their own, over those that have none.
    private func paint(
        _ series: ScatterSeries, _ colors: Scale, _ stamp: DotStamp, _ opacity: DotOpacity, on layer: inout DotLayer
    ) {
        func fraction(_ index: Int) -> Double? {
            index < series.values.count ? colors.fraction(of: series.values[index]) : nil
        }
        add(series, stamp, on: &layer, where: { fraction($0) == nil })
        let opacity = chart.opacity == nil ? DotOpacity.glass(ScatterPainter.valueOpacity) : opacity
        layer.lay(theme.mutedText, opacity: opacity)
        add(series, stamp, on: &layer, value: fraction, where: { fraction($0) != nil })
        layer.lay(colorMap, opacity: opacity)
    }

    /// Adds the dots of a series that are wanted, by their indices: one by one, or all at once where that is much less work.
    private func add(
        _ series: ScatterSeries, _ stamp: DotStamp, on layer: inout DotLayer, value: ((Int) -> Double?)? = nil,
        where isWanted: (Int) -> Bool = { _ in true }
    ) {
        var crowd = DotCrowd.isWanted(series.points.count, stamp) ? layer.crowd(of: stamp) : nil
        for (index, point) in series.points.enumerated() where isWanted(index) {
            guard let place = place(of: point) else { continue }
            let value = value?(index)
            if crowd == nil {
                layer.add(stamp, at: place, value: value)
            } else {
                crowd?.add(place, value: value)
            }
        }
        if let crowd { layer.add(crowd, hasValues: value != nil) }
    }

    /// The colours of the bar beside the plot.
    private var colorMap: ColorMap {
        theme.isDark ? chart.colors.onDark : chart.colors.onLight
    }

    private func place(of point: ChartPoint) -> Point? {
        guard let x = layout.xAxis.position(of: point.x), let y = layout.yAxis.position(of: point.y) else { return nil }
        return Point(x: x, y: y)
    }

    /// In screen pixels: 3.4 for up to a hundred points, half a pixel less for ten times as many, and 1.5 for very
    /// many.
    private var radius: Double {
        if let radius = chart.radius, radius.isFinite {
            return min(max(radius, ScatterChart.radiusLimits.lowerBound), ScatterChart.radiusLimits.upperBound)
        }
        let count = chart.series.reduce(0) { $0 + $1.points.count }
        return max(1.5, 3.4 - 0.55 * log10(max(Double(count) / 100, 1)))
    }
}
