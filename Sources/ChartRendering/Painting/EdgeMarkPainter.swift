import RasterGraphics

/// Paints the marks at the edge of a plot for values that are not drawn where they are.
///
/// A cross for NaN, a full triangle for an infinity, a ring for a value that is not above 0 on a logarithmic axis, an empty
/// triangle for a value beyond the end of the axis. In a terminal they are the characters of ``EdgeMark``.
struct EdgeMarkPainter {
    let plot: Rect
    let unit: Double
    /// What an empty triangle is empty with, so that the line below it does not fill it.
    let background: Color

    func paint(_ mark: SeriesTrace.Mark, color: Color, on canvas: inout Canvas) {
        let half = 3 * unit
        let edge = 2 * unit
        let top = plot.y + edge
        let bottom = plot.maxY - edge
        let isAtTop = mark.gap == .aboveEverything || mark.gap == .aboveAxis
        let middle = Point(x: mark.x, y: isAtTop ? top + half : bottom - half)
        guard !EdgeMark.collect(mark.gap, at: middle, on: &canvas) else { return }
        switch mark.gap {
        case .notANumber:
            canvas.stroke(EdgeMarkPainter.cross(middle, half), style: StrokeStyle(width: 1.4 * unit), color: color)
        case .aboveEverything: canvas.fill(triangle(mark.x, half, tip: top, base: top + 2 * half), color: color)
        case .belowEverything: canvas.fill(triangle(mark.x, half, tip: bottom, base: bottom - 2 * half), color: color)
        case .notPositive:
            paintOutline(EdgeMarkPainter.ring(middle, half), color, on: &canvas)
        case .aboveAxis: paintOutline(triangle(mark.x, half, tip: top, base: top + 2 * half), color, on: &canvas)
        case .belowAxis: paintOutline(triangle(mark.x, half, tip: bottom, base: bottom - 2 * half), color, on: &canvas)
        }
    }

    private func paintOutline(_ path: Path, _ color: Color, on canvas: inout Canvas) {
        canvas.fill(path, color: background)
        canvas.stroke(path, style: StrokeStyle(width: 1.3 * unit, join: .miter), color: color)
    }

    static func cross(_ middle: Point, _ half: Double) -> Path {
        var cross = Path()
        cross.move(to: Point(x: middle.x - half, y: middle.y - half))
        cross.line(to: Point(x: middle.x + half, y: middle.y + half))
        cross.move(to: Point(x: middle.x - half, y: middle.y + half))
        cross.line(to: Point(x: middle.x + half, y: middle.y - half))
        return cross
    }

    /// Read as a 0.
    static func ring(_ middle: Point, _ half: Double) -> Path { Path(circleAt: middle, radius: half) }

    private func triangle(_ x: Double, _ half: Double, tip: Double, base: Double) -> Path {
        EdgeMarkPainter.triangle(x, half, tip: tip, base: base)
    }

    static func triangle(_ x: Double, _ half: Double, tip: Double, base: Double) -> Path {
        var path = Path()
        path.move(to: Point(x: x, y: tip))
        path.line(to: Point(x: x + half * 1.2, y: base))
        path.line(to: Point(x: x - half * 1.2, y: base))
        path.close()
        return path
    }
}
