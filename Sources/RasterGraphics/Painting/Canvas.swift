/// Paints shapes, lines, text and pictures on a `Pixmap`.
///
/// Deterministic: the same calls give the same bytes. Not thread-safe by being a value: each thread paints its own.
public struct Canvas: Sendable {
    /// The picture so far.
    public internal(set) var pixmap: Pixmap
    /// What may be painted, with its edges rounded to whole pixels. The whole picture at first.
    public var clip: Rect

    private var filler: ScanlineFiller
    private let flattener = PathFlattener()

    /// A canvas over a picture.
    public init(_ pixmap: Pixmap) {
        self.pixmap = pixmap
        clip = Rect(x: 0, y: 0, width: Double(pixmap.width), height: Double(pixmap.height))
        filler = ScanlineFiller(width: pixmap.width, height: pixmap.height)
    }

    var visible: PixelRect { PixelRect(clip, width: pixmap.width, height: pixmap.height) }

    /// Fills a path. Open parts are closed with a straight line.
    public mutating func fill(_ path: Path, color: Color, rule: FillRule = .nonZero) {
        fill(flattener.flatten(path), color: color, rule: rule)
    }

    /// Fills a rectangle; edges between pixels are blended.
    public mutating func fill(_ rect: Rect, color: Color) { fill(Path(rect), color: color) }

    /// Draws a path's line.
    public mutating func stroke(_ path: Path, style: StrokeStyle, color: Color) {
        stroke(flattener.flatten(path), style: style, color: color)
    }

    /// Draws lines; all of them together are one shape, so crossings of a translucent colour are not darker.
    ///
    /// Coordinates must be finite; a line with one that is not is left out.
    public mutating func stroke(_ lines: [Polyline], style: StrokeStyle, color: Color) {
        let clipper = PolylineClipper(bounds: clip.inset(by: -(style.width * max(1, style.miterLimit) + 2)))
        let stroker = LineStroker(style: style)
        let dashes = DashPattern(style.dashes)
        var outlines: [Polyline] = []
        for line in lines where line.points.allSatisfy(\.isFinite) {
            for piece in clipper.clip(line) {
                let parts = dashes?.dashes(of: piece.line, startingAt: piece.distance) ?? [piece.line]
                for part in parts { outlines.append(contentsOf: stroker.outline(part)) }
            }
        }
        fill(outlines, color: color, rule: .nonZero)
    }

    mutating func fill(_ polygons: [Polyline], color: Color, rule: FillRule) {
        guard color.alpha > 0 else { return }
        Canvas.paint(polygons, color, rule, clip: visible, filler: &filler, on: &pixmap)
    }

    /// Two properties changed at once: passing them one by one shows the compiler that they do not overlap.
    private static func paint(
        _ polygons: [Polyline], _ color: Color, _ rule: FillRule, clip: PixelRect, filler: inout ScanlineFiller,
        on pixmap: inout Pixmap
    ) {
        filler.fill(polygons, rule: rule, clip: clip) { row, columns, coverage in
            pixmap.blend(color, coverage: coverage, columns: columns, row: row)
        }
    }
}
