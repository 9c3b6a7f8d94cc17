extension Canvas {
    /// Draws one line of text, its place rounded to whole pixels so that it is sharp.
    ///
    /// - Parameters:
    ///   - layout: The measured text.
    ///   - point: Where the place named by `alignment` goes.
    ///   - direction: Rightwards by default.
    public mutating func draw(
        _ layout: TextLayout, at point: Point, alignment: TextAlignment = TextAlignment(), color: Color,
        direction: TextDirection = .rightwards
    ) {
        guard point.isFinite, !layout.glyphs.isEmpty else { return }
        let along: Double =
            switch alignment.horizontal {
            case .leading: 0
            case .center: (layout.width / 2).rounded()
            case .trailing: layout.width
            }
        let down: Double =
            switch alignment.vertical {
            case .baseline: 0
            case .middle: (layout.font.capitalHeight / 2).rounded()
            case .top: layout.font.capitalHeight
            }
        let origin = Point(x: point.x.rounded(), y: point.y.rounded())
        let lines = layout.lines.map { line in
            Polyline(
                points: line.points.map { p in
                    let x = p.x - along
                    let y = p.y + down
                    return switch direction {
                    case .rightwards: Point(x: origin.x + x, y: origin.y + y)
                    case .upwards: Point(x: origin.x + y, y: origin.y - x)
                    }
                })
        }
        stroke(lines, style: StrokeStyle(width: layout.font.penWidth, cap: .round, join: .round), color: color)
    }
}
