/// Cuts lines to what lies inside a rectangle, so that a stroke to somewhere far away costs no more than its visible part.
struct PolylineClipper {
    let bounds: Rect

    /// A visible piece, and how far along the original line it begins (dashes go on from there).
    struct Piece {
        var line: Polyline
        var distance: Double
    }

    /// The pieces inside, in order. A line that lies wholly inside comes back as it was.
    func clip(_ line: Polyline) -> [Piece] {
        if line.points.allSatisfy(bounds.contains) { return [Piece(line: line, distance: 0)] }
        var points = line.points
        if line.isClosed, let first = points.first { points.append(first) }
        var pieces: [Piece] = []
        var current: Piece?
        var distance = 0.0
        for (from, to) in zip(points, points.dropFirst()) {
            let length = (to - from).length
            if let (enter, leave) = visiblePart(from, to) {
                let start = from + (to - from) * enter
                let end = from + (to - from) * leave
                if enter > 0 || current == nil {
                    if let piece = current { pieces.append(piece) }
                    current = Piece(line: Polyline(points: [start]), distance: distance + length * enter)
                }
                current?.line.points.append(end)
                if leave < 1, let piece = current {
                    pieces.append(piece)
                    current = nil
                }
            } else if let piece = current {
                pieces.append(piece)
                current = nil
            }
            distance += length
        }
        if let piece = current { pieces.append(piece) }
        return pieces
    }

    /// The parameters, 0 to 1, between which the segment is inside (Liang and Barsky).
    private func visiblePart(_ from: Point, _ to: Point) -> (enter: Double, leave: Double)? {
        let delta = to - from
        var enter = 0.0
        var leave = 1.0
        let tests = [
            (-delta.x, from.x - bounds.x), (delta.x, bounds.maxX - from.x),
            (-delta.y, from.y - bounds.y), (delta.y, bounds.maxY - from.y),
        ]
        for (step, room) in tests {
            if step == 0 {
                if room < 0 { return nil }
            } else if step < 0 {
                enter = max(enter, room / step)
            } else {
                leave = min(leave, room / step)
            }
        }
        return enter <= leave ? (enter, leave) : nil
    }
}
