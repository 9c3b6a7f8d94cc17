/// The horizontal edges of a glyph: flat lines, and the tops and bottoms of curves. In font units, y upwards.
struct GlyphEdges {
    struct Edge {
        var y: Double
        /// Whether the ink lies below it: the upper side of a stroke.
        var isTop: Bool
        /// From left to right.
        var extent: ClosedRange<Double>
    }

    /// From the bottom to the top.
    let edges: [Edge]

    /// - Parameter contours: The glyph's closed outlines.
    init(_ contours: [[Point]], unitsPerEm: Double) {
        // TrueType's outlines have the ink on their right, PostScript's on their left; the whole area's sign tells.
        let inkIsRight = contours.map(GlyphEdges.doubleArea).reduce(0, +) < 0
        let flat = unitsPerEm * 0.006
        let shortest = unitsPerEm * 0.05
        var edges: [Edge] = []
        for points in contours where points.count > 2 {
            edges += GlyphEdges.edges(of: points, flat: flat, shortest: shortest, inkIsRight: inkIsRight)
        }
        self.edges = edges.sorted { $0.y < $1.y }
    }

    /// The lower and upper sides of strokes no thicker than `thickest`, from the bottom to the top.
    func strokes(thickest: Double) -> [ClosedRange<Double>] {
        var taken = Set<Int>()
        return edges.enumerated().compactMap { index, edge in
            guard !edge.isTop else { return nil }
            // The nearest upper side above that lies over the lower one.
            let partner = edges.indices.first { other in
                other > index && !taken.contains(other) && edges[other].isTop && edges[other].y > edge.y
                    && edges[other].extent.overlaps(edge.extent)
            }
            guard let partner, edges[partner].y - edge.y <= thickest else { return nil }
            taken.insert(partner)
            return edge.y...edges[partner].y
        }
    }

    /// Twice the area, positive when it is passed counterclockwise with y upwards.
    static func doubleArea(_ points: [Point]) -> Double {
        guard var before = points.last else { return 0 }
        var sum = 0.0
        for point in points {
            sum += before.x * point.y - point.x * before.y
            before = point
        }
        return sum
    }

    /// Walks along the outline and gathers steps that hardly rise or fall into edges.
    private static func edges(of points: [Point], flat: Double, shortest: Double, inkIsRight: Bool) -> [Edge] {
        let count = points.count
        func isFlat(_ index: Int) -> Bool {
            let step = points[(index + 1) % count] - points[index % count]
            return abs(step.y) <= max(flat * 0.2, abs(step.x) * 0.1)
        }
        // Begin after a step that is not flat, so that no edge is cut in two.
        guard let start = (0..<count).first(where: { !isFlat($0) }) else { return [] }
        var edges: [Edge] = []
        var index = start + 1
        while index <= start + count {
            guard isFlat(index) else {
                index += 1
                continue
            }
            let first = points[index % count]
            var low = first
            var high = first
            var end = index
            while isFlat(end), end < start + count {
                end += 1
                let point = points[end % count]
                if point.y < low.y { low = point }
                if point.y > high.y { high = point }
            }
            let last = points[end % count]
            let run = last.x - first.x
            if abs(run) >= shortest, high.y - low.y <= flat * 4 {
                let isTop = (run > 0) == inkIsRight
                edges.append(
                    Edge(
                        y: isTop ? high.y : low.y, isTop: isTop,
                        extent: min(first.x, last.x)...max(first.x, last.x)))
            }
            index = end + 1
        }
        return edges
    }
}
