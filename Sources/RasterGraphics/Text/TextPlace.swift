/// Where the shapes of a text go on the canvas.
struct TextPlace {
    let origin: Point
    /// From the origin to the text's beginning, along the text and across it.
    let offset: Point
    let direction: TextDirection

    func moved(_ shape: Polyline, by distance: Point) -> Polyline {
        Polyline(points: shape.points.map { moved($0 + distance) }, isClosed: shape.isClosed)
    }

    func bounds(_ ink: Rect, movedBy distance: Point) -> Rect {
        let a = moved(Point(x: ink.x, y: ink.y) + distance)
        let b = moved(Point(x: ink.maxX, y: ink.maxY) + distance)
        // A line such as a rule of no thickness still has a place.
        return Rect(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y)).inset(by: -1)
    }

    private func moved(_ point: Point) -> Point {
        let along = point.x + offset.x
        let across = point.y + offset.y
        return switch direction {
        case .rightwards: Point(x: origin.x + along, y: origin.y + across)
        case .upwards: Point(x: origin.x + across, y: origin.y - along)
        }
    }
}
