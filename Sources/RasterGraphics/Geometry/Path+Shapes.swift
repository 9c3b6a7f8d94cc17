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

    /// Draws a part of a circle from one angle to another, in radians, clockwise on the screen for growing angles; at most one
    /// turn.
    ///
    /// A line leads to its beginning when the path already has a current point. Angles beyond 1,000,000 draw nothing.
    public mutating func arc(center: Point, radius: Double, from start: Double, to end: Double) {
        arc(center: center, radiusX: radius, radiusY: radius, from: start, to: end)
    }

    /// Draws a part of an ellipse with its axes along x and y. The angles are those of the circle that it is stretched from.
    public mutating func arc(
        center: Point, radiusX: Double, radiusY: Double, from start: Double, to end: Double
    ) {
        guard center.isFinite, radiusX.isFinite, radiusY.isFinite, abs(start) <= 1e6, abs(end) <= 1e6 else { return }
        let sweep = min(max(end - start, -2 * .pi), 2 * .pi)
        let pieces = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
        let step = sweep / Double(pieces)
        let quarter = Point(atAngle: step / 4)
        let control = 4.0 / 3.0 * quarter.y / quarter.x
        func place(_ p: Point) -> Point { Point(x: center.x + p.x * radiusX, y: center.y + p.y * radiusY) }
        line(to: place(Point(atAngle: start)))
        for piece in 0..<pieces {
            let from = Point(atAngle: start + step * Double(piece))
            let to = Point(atAngle: start + step * Double(piece + 1))
            cubic(
                place(from + Point(x: -from.y, y: from.x) * control), place(to + Point(x: to.y, y: -to.x) * control),
                to: place(to))
        }
    }
}
