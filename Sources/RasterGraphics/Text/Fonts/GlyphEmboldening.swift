/// Makes a glyph bolder by moving its outline outwards, where a family has no bold face.
struct GlyphEmboldening {
    /// How much wider strokes become, in pixels.
    let amount: Double

    init(by amount: Double) { self.amount = amount }

    /// The outlines, moved outwards by half the amount, and to the right by as much so that the left side stays.
    func apply(to outlines: [[Point]]) -> [[Point]] {
        let area = outlines.map(GlyphEdges.doubleArea).reduce(0, +)
        let outwards = area > 0 ? 1.0 : -1.0
        return outlines.map { points in
            let distinct = GlyphEmboldening.withoutRepeats(points)
            guard distinct.count > 2 else { return points }
            return distinct.indices.map { index in
                let point = distinct[index]
                let before = distinct[(index + distinct.count - 1) % distinct.count]
                let after = distinct[(index + 1) % distinct.count]
                guard let arriving = (point - before).unit, let leaving = (after - point).unit else { return point }
                let from = Point(x: arriving.y, y: -arriving.x)
                let to = Point(x: leaving.y, y: -leaving.x)
                // The corner of the two moved sides; a sharp one is cut so that it does not become a thorn.
                let move = (from + to) * (outwards * amount / 2 / max(0.5, 1 + from.dot(to)))
                return Point(x: point.x + move.x + amount / 2, y: point.y + move.y * 0.5)
            }
        }
    }

    private static func withoutRepeats(_ points: [Point]) -> [Point] {
        var kept: [Point] = []
        for point in points where kept.last.map({ (point - $0).length > 1e-6 }) ?? true { kept.append(point) }
        while kept.count > 1, let first = kept.first, let last = kept.last, (first - last).length <= 1e-6 {
            kept.removeLast()
        }
        return kept
    }
}
