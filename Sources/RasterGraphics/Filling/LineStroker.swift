/// Turns lines into the polygons that a pen of some width would cover.
///
/// One open line becomes one polygon: along its left side, around the end, back along its right side. Round corners are made
/// by halving angles, with square roots only, so that they are the same on every machine.
struct LineStroker {
    let style: StrokeStyle
    private let radius: Double
    /// A circle's chord that stays this near, in pixels, needs no point between its ends: at the ends of lines, and at corners,
    /// which a noisy line has thousands of.
    private let capRoundness: Double
    private let joinRoundness: Double

    init(style: StrokeStyle) {
        self.style = style
        radius = max(0, style.width.isFinite ? style.width : 0) / 2
        capRoundness = max(0.02, radius * 1e-4)
        joinRoundness = max(0.06, radius * 1e-4)
    }

    /// The outlines of one line, to be filled with the nonzero rule.
    func add(_ line: Polyline, to outlines: inout OutlineBuffer) {
        guard radius > 0, let first = line.points.first else { return }
        var points: [Point] = []
        points.reserveCapacity(line.points.count)
        points.append(first)
        var steps: [Step] = []
        steps.reserveCapacity(line.points.count)
        var last = first
        for point in line.points.dropFirst() {
            guard let step = Step(from: last, to: point) else { continue }
            points.append(point)
            steps.append(step)
            last = point
        }
        if line.isClosed, points.count > 2 {
            if let back = Step(from: last, to: first) {
                steps.append(back)
            } else {
                points.removeLast()
                // Two points there and back are one open line.
                if points.count == 2 { steps.removeLast() }
            }
        }
        if steps.isEmpty {
            addDot(at: first, to: &outlines)
        } else if line.isClosed, points.count > 2 {
            addClosedSide(points, steps, to: &outlines, forward: true)
            let back = steps.reversed().map(\.reversed)
            // Backwards from the first point: its step leads to the last one.
            addClosedSide([points[0]] + points.dropFirst().reversed(), back, to: &outlines, forward: false)
        } else {
            addSide(points, steps, to: &outlines, forward: true)
            addSide(points, steps, to: &outlines, forward: false)
            outlines.close()
        }
    }

    /// A piece of a line: its direction, and its length.
    private struct Step {
        var direction: Point
        var length: Double

        init?(from: Point, to: Point) {
            let way = to - from
            length = way.length
            guard length > 1e-6 else { return nil }
            direction = way * (1 / length)
        }

        private init(direction: Point, length: Double) {
            self.direction = direction
            self.length = length
        }

        var reversed: Step { Step(direction: direction * -1, length: length) }
    }

    /// A line without length shows its ends only: a circle or a square; nothing with butt ends.
    private func addDot(at point: Point, to outline: inout OutlineBuffer) {
        let east = Point(x: 1, y: 0)
        switch style.cap {
        case .butt: return
        case .round:
            addHalfCircle(&outline, center: point, from: Point(x: 0, y: 1), by: east)
            addHalfCircle(&outline, center: point, from: Point(x: 0, y: -1), by: Point(x: -1, y: 0))
        case .square:
            for (x, y) in [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)] {
                outline.append(point + Point(x: x, y: y) * radius)
            }
        }
        outline.close()
    }

    /// One side of an open line from its first to its last point, or back, then the end there. The steps lead from each point to
    /// the next; there is at least one.
    private func addSide(_ points: [Point], _ steps: [Step], to outline: inout OutlineBuffer, forward: Bool) {
        let last = steps.count - 1
        func step(_ index: Int) -> Step { forward ? steps[index] : steps[last - index].reversed }
        func point(_ index: Int) -> Point { forward ? points[index] : points[points.count - 1 - index] }
        var arriving = step(0)
        outline.append(point(0) + normal(arriving.direction) * radius)
        for index in steps.indices.dropFirst() {
            let leaving = step(index)
            addJoin(&outline, at: point(index), arriving, leaving, forward: forward)
            arriving = leaving
        }
        addCap(&outline, at: point(points.count - 1), direction: arriving.direction)
    }

    /// One side of a closed line; step `i` leads from point `i` to the next.
    private func addClosedSide(
        _ points: [Point], _ steps: [Step], to outline: inout OutlineBuffer, forward: Bool
    ) {
        guard var arriving = steps.last else { return }
        for (point, leaving) in zip(points, steps) {
            addJoin(&outline, at: point, arriving, leaving, forward: forward)
            arriving = leaving
        }
        outline.close()
    }

    private func addCap(_ outline: inout OutlineBuffer, at end: Point, direction: Point) {
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
        _ outline: inout OutlineBuffer, at corner: Point, _ arriving: Step, _ leaving: Step, forward: Bool
    ) {
        let from = normal(arriving.direction)
        let to = normal(leaving.direction)
        let cosine = from.dot(to)
        // Nearly straight: the two sides meet within a hair.
        if cosine > 0.9998 {
            outline.append(corner + to * radius)
            return
        }
        let turnsAway = from.dot(leaving.direction)
        // A line that turns straight back has two equal sides; the way there makes the round end, the way back none.
        let isOuter = turnsAway < -1e-9 || (abs(turnsAway) <= 1e-9 && forward)
        guard isOuter else {
            addInnerJoin(&outline, at: corner, from, to, cosine, room: min(arriving.length, leaving.length))
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
            let middle = (arriving.direction - leaving.direction).unit ?? to
            if cosine < 0 {
                addArc(&outline, corner, from, middle, joinRoundness)
                outline.append(corner + middle * radius)
                addArc(&outline, corner, middle, to, joinRoundness)
            } else {
                addArc(&outline, corner, from, to, joinRoundness)
            }
            outline.append(corner + to * radius)
        }
    }

    private func addInnerJoin(
        _ outline: inout OutlineBuffer, at corner: Point, _ from: Point, _ to: Point, _ cosine: Double, room: Double
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

    private func addHalfCircle(_ outline: inout OutlineBuffer, center: Point, from: Point, by middle: Point) {
        let to = from * -1
        outline.append(center + from * radius)
        addArc(&outline, center, from, middle, capRoundness)
        outline.append(center + middle * radius)
        addArc(&outline, center, middle, to, capRoundness)
        outline.append(center + to * radius)
    }

    /// The points between two directions at most a quarter turn apart, without the two.
    private func addArc(
        _ outline: inout OutlineBuffer, _ center: Point, _ from: Point, _ to: Point, _ roundness: Double
    ) {
        // How far the circle's middle lies outside the chord; each halving divides it by four.
        guard let middle = (from + to).unit, radius * (1 - middle.dot(from)) > roundness else { return }
        addArc(&outline, center, from, middle, roundness)
        outline.append(center + middle * radius)
        addArc(&outline, center, middle, to, roundness)
    }

    /// The direction to the left of a line on the screen, seen along it.
    private func normal(_ direction: Point) -> Point { Point(x: direction.y, y: -direction.x) }
}
