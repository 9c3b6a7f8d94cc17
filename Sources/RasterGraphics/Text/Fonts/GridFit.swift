/// Moves a glyph's horizontal strokes onto whole rows of pixels, so that small text is sharp: baseline, small letters,
/// capitals, and the bars of e, H or +. Widths stay as they are drawn.
///
/// What lies between is moved in proportion. It needs no instructions of the font, and does the same with every file.
struct GridFit {
    private struct Knot {
        var from: Double
        var to: Double
    }

    /// Thicker parts of a glyph than this many strokes are no strokes, but dots and filled signs.
    private static let thickestStroke = 1.7

    private let knots: [Knot]
    private let scale: Double

    init(_ edges: GlyphEdges, measures: FaceMeasures, scale: Double) {
        self.scale = scale
        let zones = GridFit.zones(measures, scale)
        let thickness = max(1, (measures.stroke * scale).rounded())
        var knots: [Knot] = []
        let strokes = edges.strokes(thickest: measures.stroke * GridFit.thickestStroke)
        func thick(_ low: Double, _ high: Double) -> Double {
            let drawn = (high - low) * scale
            return abs(drawn - thickness) < 0.75 ? thickness : max(1, drawn.rounded())
        }
        // Strokes at a common height first, then the bars between them, wherever there is room.
        for stroke in strokes {
            if let bottom = GridFit.target(stroke.lowerBound, zones) {
                knots.append(Knot(from: stroke.lowerBound, to: bottom))
                knots.append(Knot(from: stroke.upperBound, to: bottom + thick(stroke.lowerBound, stroke.upperBound)))
            } else if let top = GridFit.target(stroke.upperBound, zones) {
                knots.append(Knot(from: stroke.lowerBound, to: top - thick(stroke.lowerBound, stroke.upperBound)))
                knots.append(Knot(from: stroke.upperBound, to: top))
            }
        }
        for edge in edges.edges {
            if let target = GridFit.target(edge.y, zones) { knots.append(Knot(from: edge.y, to: target)) }
        }
        knots = GridFit.increasing(knots)
        for stroke in strokes where !knots.contains(where: { stroke.contains($0.from) }) {
            let height = thick(stroke.lowerBound, stroke.upperBound)
            let middle = GridFit.place((stroke.lowerBound + stroke.upperBound) / 2, knots, scale)
            let bottom = (middle - height / 2).rounded()
            let tried =
                knots + [Knot(from: stroke.lowerBound, to: bottom), Knot(from: stroke.upperBound, to: bottom + height)]
            let kept = GridFit.increasing(tried)
            if kept.count == tried.count { knots = kept }
        }
        self.knots = knots
    }

    /// Pixels above the baseline for a height in font units.
    func height(_ y: Double) -> Double { GridFit.place(y, knots, scale) }

    /// How far to move a whole glyph to the right, at most half a pixel, so that its first upright stroke fills whole columns.
    ///
    /// - Parameter edges: The edges of the glyph with x and y exchanged.
    static func shift(_ edges: GlyphEdges, measures: FaceMeasures, scale: Double) -> Double {
        guard let stroke = edges.strokes(thickest: measures.stroke * thickestStroke).first else { return 0 }
        let left = stroke.lowerBound * scale
        let width = (stroke.upperBound - stroke.lowerBound) * scale
        let columns = max(1, width.rounded())
        let target = (left + (width - columns) / 2).rounded() - (width - columns) / 2
        return target - left
    }

    /// Heights that letters have in common, and the whole pixels they go to. Round letters reach over by `overshoot`, which is
    /// less than a pixel can show.
    private static func zones(_ measures: FaceMeasures, _ scale: Double) -> [(range: ClosedRange<Double>, to: Double)] {
        let hair = measures.unitsPerEm * 0.006
        let over = (measures.overshoot * scale < 0.6 ? measures.overshoot * 1.35 : 0) + hair
        func zone(_ height: Double) -> (range: ClosedRange<Double>, to: Double) {
            height > 0
                ? (height - hair...height + over, max(1, (height * scale).rounded()))
                : (height - over...height + hair, (height * scale).rounded())
        }
        return [
            zone(0), zone(measures.smallHeight), zone(measures.capitalHeight), zone(measures.ascenderHeight),
            zone(-measures.descenderDepth),
        ]
    }

    private static func target(_ y: Double, _ zones: [(range: ClosedRange<Double>, to: Double)]) -> Double? {
        zones.first { $0.range.contains(y) }?.to
    }

    /// The knots in order, without those that would turn the outline over.
    private static func increasing(_ knots: [Knot]) -> [Knot] {
        var kept: [Knot] = []
        for knot in knots.sorted(by: { $0.from < $1.from }) {
            guard let last = kept.last else {
                kept.append(knot)
                continue
            }
            if knot.from > last.from, knot.to >= last.to { kept.append(knot) }
        }
        return kept
    }

    private static func place(_ y: Double, _ knots: [Knot], _ scale: Double) -> Double {
        guard let first = knots.first, let last = knots.last else { return y * scale }
        if y <= first.from { return first.to + (y - first.from) * scale }
        if y >= last.from { return last.to + (y - last.from) * scale }
        var below = first
        for knot in knots {
            if knot.from >= y {
                let span = knot.from - below.from
                return span > 0 ? below.to + (knot.to - below.to) * (y - below.from) / span : knot.to
            }
            below = knot
        }
        return last.to
    }
}
