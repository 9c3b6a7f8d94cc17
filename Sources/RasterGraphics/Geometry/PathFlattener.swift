/// Turns curves into straight lines that stay within a tolerance of them.
public struct PathFlattener: Sendable {
    /// The largest distance, in pixels, between a curve and its lines. Default 0.05.
    public var tolerance: Double

    /// Coordinates beyond this are moved to it: no picture is that large, and sums of coordinates stay exact enough.
    static let farthest = 1e9

    /// A flattener; the tolerance is at least 0.001 pixels.
    public init(tolerance: Double = 0.05) {
        self.tolerance = max(0.001, tolerance)
    }

    /// The path's parts as polylines. A movement with a coordinate that is not finite is left out.
    public func flatten(_ path: Path) -> [Polyline] {
        var parts: [Polyline] = []
        var current = Polyline(points: [])
        func finish() {
            // One point alone draws nothing: it is only where the pen was put down.
            if current.points.count > 1 { parts.append(current) }
        }
        for element in path.elements {
            switch element {
            case .move(let point):
                guard point.isFinite else { continue }
                finish()
                current = Polyline(points: [limited(point)])
            case .line(let point):
                guard point.isFinite else { continue }
                current.points.append(limited(point))
            case .quadratic(let control, let end):
                guard control.isFinite, end.isFinite else { continue }
                let start = current.points.last ?? limited(end)
                let (middle, last) = (limited(control), limited(end))
                // A quadratic is the cubic whose control points lie two thirds of the way to its own.
                appendCubic(
                    to: &current, start, start + (middle - start) * (2.0 / 3.0), last + (middle - last) * (2.0 / 3.0),
                    last)
            case .cubic(let first, let second, let end):
                guard first.isFinite, second.isFinite, end.isFinite else { continue }
                let start = current.points.last ?? limited(first)
                appendCubic(to: &current, start, limited(first), limited(second), limited(end))
            case .close:
                guard let start = current.points.first else { continue }
                current.isClosed = true
                finish()
                current = Polyline(points: [start])
            }
        }
        finish()
        return parts
    }

    private func limited(_ point: Point) -> Point {
        func clamp(_ value: Double) -> Double { min(max(value, -PathFlattener.farthest), PathFlattener.farthest) }
        return Point(x: clamp(point.x), y: clamp(point.y))
    }

    /// Equal steps of the curve's parameter, as many as its second differences demand.
    private func appendCubic(to line: inout Polyline, _ a: Point, _ b: Point, _ c: Point, _ d: Point) {
        let bend = max((a - b * 2 + c).length, (b - c * 2 + d).length)
        let wanted = (0.75 * bend / tolerance).squareRoot().rounded(.up)
        let steps = Int(min(max(wanted, 1), 200))
        if line.points.isEmpty { line.points.append(a) }
        for step in 1...steps {
            if step == steps {
                line.points.append(d)
                break
            }
            let t = Double(step) / Double(steps)
            let s = 1 - t
            line.points.append(a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t))
        }
    }
}
