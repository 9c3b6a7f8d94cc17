import Foundation

extension Path {
    /// The distance of the control points of a quarter circle: its largest error is 0.03 % of the radius.
    private static let quarterControl = 0.5522847498307936

    /// A closed rectangle.
    public init(_ rect: Rect) {
        self.init()
        move(to: Point(x: rect.x, y: rect.y))
        line(to: Point(x: rect.maxX, y: rect.y))
        line(to: Point(x: rect.maxX, y: rect.maxY))
        line(to: Point(x: rect.x, y: rect.maxY))
        close()
    }

    /// A closed circle.
    public init(circleAt center: Point, radius: Double) {
        self.init(ellipseAt: center, radiusX: radius, radiusY: radius)
    }

    /// A closed ellipse with its axes along x and y.
    public init(ellipseAt center: Point, radiusX: Double, radiusY: Double) {
        self.init()
        let unit = [Point(x: 1, y: 0), Point(x: 0, y: 1), Point(x: -1, y: 0), Point(x: 0, y: -1), Point(x: 1, y: 0)]
        func place(_ p: Point) -> Point { Point(x: center.x + p.x * radiusX, y: center.y + p.y * radiusY) }
        move(to: place(unit[0]))
        for (from, to) in zip(unit, unit.dropFirst()) {
            cubic(
                place(from + to * Path.quarterControl), place(to + from * Path.quarterControl), to: place(to))
        }
        close()
    }

    /// A closed rectangle with rounded corners; the radius is at most half the shorter side.
    public init(_ rect: Rect, cornerRadius: Double) {
        let radius = min(max(0, cornerRadius), min(rect.width, rect.height) / 2)
        guard radius > 0 else {
            self.init(rect)
            return
        }
        self.init()
        let corners = [
            (Point(x: rect.maxX, y: rect.y), Point(x: 1, y: 0), Point(x: 0, y: 1)),
            (Point(x: rect.maxX, y: rect.maxY), Point(x: 0, y: 1), Point(x: -1, y: 0)),
            (Point(x: rect.x, y: rect.maxY), Point(x: -1, y: 0), Point(x: 0, y: -1)),
            (Point(x: rect.x, y: rect.y), Point(x: 0, y: -1), Point(x: 1, y: 0)),
        ]
        move(to: Point(x: rect.x + radius, y: rect.y))
        let control = radius * (1 - Path.quarterControl)
        for (corner, arriving, leaving) in corners {
            line(to: corner - arriving * radius)
            cubic(corner - arriving * control, corner + leaving * control, to: corner + leaving * radius)
        }
        close()
    }

    /// Draws a part of a circle from one angle to another, in radians, clockwise on the screen for growing angles.
    ///
    /// A line leads to its beginning when the path already has a current point.
    public mutating func arc(center: Point, radius: Double, from start: Double, to end: Double) {
        guard radius.isFinite, start.isFinite, end.isFinite else { return }
        let sweep = min(max(end - start, -2 * .pi), 2 * .pi)
        let pieces = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
        let step = sweep / Double(pieces)
        let control = 4.0 / 3.0 * tan(step / 4)
        func direction(_ angle: Double) -> Point { Point(x: cos(angle), y: sin(angle)) }
        line(to: center + direction(start) * radius)
        for piece in 0..<pieces {
            let from = direction(start + step * Double(piece))
            let to = direction(start + step * Double(piece + 1))
            cubic(
                center + (from + Point(x: -from.y, y: from.x) * control) * radius,
                center + (to + Point(x: to.y, y: -to.x) * control) * radius, to: center + to * radius)
        }
    }
}
