import RasterGraphics

/// Paints the filled bands behind lines.
struct BandPainter {
    let layout: ChartLayout

    func paint(_ band: LineBand, color: Color, on canvas: inout Canvas) {
        let opacity = band.opacity.isFinite ? min(max(band.opacity, 0), 1) : 0
        let tint = color.withOpacity(opacity * Double(color.alpha) / 255)
        var path = Path()
        for outline in outlines(of: band) { path.append(outline) }
        canvas.fill(path, color: tint)
    }

    /// The outlines of the band's unbroken pieces, thinned to what pixels can show.
    func outlines(of band: LineBand) -> [Path] {
        var outlines: [Path] = []
        var upper = ColumnReducer()
        var lower = ColumnReducer()
        var isBroken = false
        func end() {
            let path = BandPainter.outline(upper.finish(), lower.finish(), thinnest: layout.metrics.unit)
            if let path { outlines.append(path) }
        }
        for edge in PlaceOrder.sorted(band.edges, by: { $0.x }) {
            guard let x = layout.xAxis.position(of: edge.x) else { continue }
            guard edge.lower.isFinite, edge.upper.isFinite,
                let top = layout.yAxis.position(of: max(edge.lower, edge.upper))
            else {
                isBroken = true
                continue
            }
            // What the axis cannot show at its lower end, as 0 on a logarithmic one, lies below everything it shows.
            let bottom = layout.yAxis.position(of: min(edge.lower, edge.upper)) ?? layout.yAxis.start
            // A gap narrower than a pixel is not drawn, as in the line.
            if isBroken, !upper.isInCurrentColumn(x) { end() }
            isBroken = false
            upper.add(Point(x: x, y: top))
            lower.add(Point(x: x, y: bottom))
        }
        end()
        return outlines
    }

    private static func outline(_ upper: [Point], _ lower: [Point], thinnest: Double) -> Path? {
        guard let first = upper.first, let last = upper.last, let lowest = lower.first else { return nil }
        if first.x == last.x {
            // A band at one place only would have no width to be seen.
            let top = upper.map(\.y).min() ?? first.y
            let bottom = lower.map(\.y).max() ?? lowest.y
            return Path(Rect(x: first.x - thinnest, y: top, width: 2 * thinnest, height: bottom - top))
        }
        var path = Path()
        path.move(to: first)
        for point in upper.dropFirst() + lower.reversed() { path.line(to: point) }
        path.close()
        return path
    }
}
