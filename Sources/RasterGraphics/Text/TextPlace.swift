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
        // All corners: of a text that rises, the outermost are not those of one diagonal.
        let corners = [
            Point(x: ink.x, y: ink.y), Point(x: ink.maxX, y: ink.y), Point(x: ink.x, y: ink.maxY),
            Point(x: ink.maxX, y: ink.maxY),
        ].map { moved($0 + distance) }
        let (left, right) = (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0)
        let (top, bottom) = (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
        // A line such as a rule of no thickness still has a place.
        return Rect(x: left, y: top, width: right - left, height: bottom - top).inset(by: -1)
    }

    private func moved(_ point: Point) -> Point {
        let along = point.x + offset.x
        let across = point.y + offset.y
        return switch direction {
        case .rightwards: Point(x: origin.x + along, y: origin.y + across)
        case .upwards: Point(x: origin.x + across, y: origin.y - along)
        case .rising:
            Point(
                x: origin.x + (along + across) * 0.5.squareRoot(), y: origin.y + (across - along) * 0.5.squareRoot())
        }
    }
}
