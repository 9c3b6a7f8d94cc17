/// Turns lines into the polygons that a pen of some width would cover.
///
/// One open line becomes one polygon: along its left side, around the end, back along its right side. Round corners are made
/// by halving angles, with square roots only, so that they are the same on every machine.
struct LineStroker {
    let style: StrokeStyle
    private let radius: Double
    private let arcDepth: Int

    init(style: StrokeStyle) {
        self.style = style
        radius = max(0, style.width.isFinite ? style.width : 0) / 2
        // Halve until the chord of a quarter circle stays within 0.05 pixels of it.
        var depth = 1
        var error = radius * 0.3
        while error > 0.2, depth < 7 {
            error /= 4
            depth += 1
        }
        arcDepth = depth
    }

    /// The outlines of one line, to be filled with the nonzero rule.
    func outline(_ line: Polyline) -> [Polyline] {
        guard radius > 0, let first = line.points.first else { return [] }
        var points = [first]
        for point in line.points.dropFirst() where (point - (points.last ?? first)).length > 1e-6 {
            points.append(point)
        }
        let returns = line.isClosed && points.count > 2 && (first - (points.last ?? first)).length <= 1e-6
        if returns { points.removeLast() }
        guard points.count > 1 else { return dot(at: first) }
        return line.isClosed && points.count > 2 ? closedOutline(points) : [openOutline(points)]
    }

    /// A line without length shows its ends only: a circle or a square; nothing with butt ends.
    private func dot(at point: Point) -> [Polyline] {
        let east = Point(x: 1, y: 0)
        switch style.cap {
        case .butt: return []
        case .round:
            var circle: [Point] = []
            addHalfCircle(&circle, center: point, from: Point(x: 0, y: 1), by: east)
            addHalfCircle(&circle, center: point, from: Point(x: 0, y: -1), by: Point(x: -1, y: 0))
            return [Polyline(points: circle, isClosed: true)]
        case .square:
            let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { point + Point(x: $0.0, y: $0.1) * radius }
            return [Polyline(points: corners, isClosed: true)]
        }
    }

    private func openOutline(_ points: [Point]) -> Polyline {
        var outline: [Point] = []
        outline.reserveCapacity(points.count * 4)
        addSide(points, to: &outline, forward: true)
        let back = Array(points.reversed())
        addSide(back, to: &outline, forward: false)
        return Polyline(points: outline, isClosed: true)
    }

    /// One side of an open line from its first to its last point, then the end there.
    private func addSide(_ points: [Point], to outline: inout [Point], forward: Bool) {
        var arriving: Point?
        for index in points.indices.dropLast() {
            guard let leaving = (points[index + 1] - points[index]).unit else { continue }
            if let arriving {
                let room = min(
                    (points[index] - points[index - 1]).length, (points[index + 1] - points[index]).length)
                addJoin(&outline, at: points[index], arriving, leaving, room: room, forward: forward)
            } else {
                outline.append(points[index] + normal(leaving) * radius)
            }
            arriving = leaving
        }
        if let arriving, let last = points.last { addCap(&outline, at: last, direction: arriving) }
    }

    private func closedOutline(_ points: [Point]) -> [Polyline] {
        [true, false].map { forward in
            let ordered = forward ? points : Array(points.reversed())
            var outline: [Point] = []
            for index in ordered.indices {
                let before = ordered[(index + ordered.count - 1) % ordered.count]
                let after = ordered[(index + 1) % ordered.count]
                guard let arriving = (ordered[index] - before).unit, let leaving = (after - ordered[index]).unit
                else { continue }
                let room = min((ordered[index] - before).length, (after - ordered[index]).length)
                addJoin(&outline, at: ordered[index], arriving, leaving, room: room, forward: forward)
            }
            return Polyline(points: outline, isClosed: true)
        }
    }

    private func addCap(_ outline: inout [Point], at end: Point, direction: Point) {
        let side = normal(direction)
        switch style.cap {
        case .butt:
            outline.append(end + side * radius)
            outline.append(end - side * radius)
        case .square:
            outline.append(end + (side + direction) * radius)
            outline.append(end + (direction - side) * radius)
        case .round:
            addHalfCircle(&outline, center: end, from: side, by: direction)
        }
    }

    private func addJoin(
        _ outline: inout [Point], at corner: Point, _ arriving: Point, _ leaving: Point, room: Double, forward: Bool
    ) {
        let from = normal(arriving)
        let to = normal(leaving)
        let cosine = from.dot(to)
        // Nearly straight: the two sides meet within a hair.
        if cosine > 0.9998 {
            outline.append(corner + to * radius)
            return
        }
        let turnsAway = from.dot(leaving)
        // A line that turns straight back has two equal sides; the way there makes the round end, the way back none.
        let isOuter = turnsAway < -1e-9 || (abs(turnsAway) <= 1e-9 && forward)
        guard isOuter else {
            addInnerJoin(&outline, at: corner, from, to, cosine, room: room)
            return
        }
        switch style.join {
        case .bevel:
            outline.append(corner + from * radius)
            outline.append(corner + to * radius)
        case .miter where 2 <= (1 + cosine) * style.miterLimit * style.miterLimit:
            outline.append(corner + (from + to) * (radius / (1 + cosine)))
        case .miter:
            outline.append(corner + from * radius)
            outline.append(corner + to * radius)
        case .round:
            outline.append(corner + from * radius)
            let middle = (arriving - leaving).unit ?? to
            if cosine < 0 {
                addArc(&outline, corner, from, middle, arcDepth)
                outline.append(corner + middle * radius)
                addArc(&outline, corner, middle, to, arcDepth)
            } else {
                addArc(&outline, corner, from, to, arcDepth)
            }
            outline.append(corner + to * radius)
        }
    }

    private func addInnerJoin(
        _ outline: inout [Point], at corner: Point, _ from: Point, _ to: Point, _ cosine: Double, room: Double
    ) {
        // The inner sides meet in a point when both lines are long enough to reach it.
        let reach = radius * ((1 - cosine) / max(1 + cosine, 1e-9)).squareRoot()
        if cosine > -0.99, reach < room {
            outline.append(corner + (from + to) * (radius / (1 + cosine)))
        } else {
            outline.append(corner + from * radius)
            outline.append(corner)
            outline.append(corner + to * radius)
        }
    }

    private func addHalfCircle(_ outline: inout [Point], center: Point, from: Point, by middle: Point) {
        let to = from * -1
        outline.append(center + from * radius)
        addArc(&outline, center, from, middle, arcDepth)
        outline.append(center + middle * radius)
        addArc(&outline, center, middle, to, arcDepth)
        outline.append(center + to * radius)
    }

    /// The points between two directions at most a quarter turn apart, without the two.
    private func addArc(_ outline: inout [Point], _ center: Point, _ from: Point, _ to: Point, _ depth: Int) {
        guard depth > 0, let middle = (from + to).unit else { return }
        addArc(&outline, center, from, middle, depth - 1)
        outline.append(center + middle * radius)
        addArc(&outline, center, middle, to, depth - 1)
    }

    /// The direction to the left of a line on the screen, seen along it.
    private func normal(_ direction: Point) -> Point { Point(x: direction.y, y: -direction.x) }
}
