/// A glyph's outline at a size: pixels, y downwards, its beginning on the baseline at (0, 0).
struct FittedGlyph: Sendable {
    /// Closed polygons, to be filled with the nonzero rule.
    let polygons: [Polyline]
    /// Pixels to the beginning of the next glyph, not rounded.
    let advance: Double
    /// What the ink covers; `nil` for a space.
    let ink: Rect?

    /// The widest advance that is believed, in sizes.
    private static let widestAdvance = 4.0

    init(_ path: Path, advance: Double, measures: FaceMeasures, size: Double, isEmboldened: Bool) {
        let scale = size / measures.unitsPerEm
        let contours = PathFlattener(tolerance: 0.03 / scale).flatten(path).map(\.points).filter { $0.count > 2 }
        let fit = GridFit(
            GlyphEdges(contours, unitsPerEm: measures.unitsPerEm), measures: measures, scale: scale)
        let shift = GridFit.shift(
            GlyphEdges(contours.map { $0.map { Point(x: $0.y, y: $0.x) } }, unitsPerEm: measures.unitsPerEm),
            measures: measures, scale: scale)
        var outlines = contours.map { $0.map { Point(x: $0.x * scale + shift, y: -fit.height($0.y)) } }
        let bolder = isEmboldened && !outlines.isEmpty ? (size * 0.06) : 0
        if bolder > 0 { outlines = GlyphEmboldening(by: bolder).apply(to: outlines) }
        polygons = outlines.map { Polyline(points: $0, isClosed: true) }
        self.advance = min(max(advance * scale, 0), size * FittedGlyph.widestAdvance) + bolder
        ink = FittedGlyph.bounds(outlines)
    }

    private static func bounds(_ outlines: [[Point]]) -> Rect? {
        guard let start = outlines.first?.first else { return nil }
        var (left, right, top, bottom) = (start.x, start.x, start.y, start.y)
        for point in outlines.joined() {
            left = min(left, point.x)
            right = max(right, point.x)
            top = min(top, point.y)
            bottom = max(bottom, point.y)
        }
        return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
}
