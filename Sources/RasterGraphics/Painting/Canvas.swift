/// Paints shapes, lines, text and pictures on a `Pixmap`.
///
/// Deterministic: the same calls give the same bytes. Not thread-safe by being a value: each thread paints its own.
public struct Canvas: Sendable {
    /// The picture so far.
    public internal(set) var pixmap: Pixmap
    /// What may be painted, with its edges rounded to whole pixels. The whole picture at first.
    public var clip: Rect
    /// The texts that were to be drawn, where they are collected rather than painted; `nil`, as at first, where they are
    /// painted.
    public var collectedTexts: [CollectedText]?
    /// What the paths of `clipped` let through.
    private var mask: ClipMask?

    private var filler: ScanlineFiller
    private let flattener = PathFlattener()
    /// Memory for the outlines of strokes, empty between them.
    private var outlines = OutlineBuffer()

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
    public mutating func fill(_ rect: Rect, color: Color) {
        guard let whole = PixelRect(exactly: rect) else {
            fill(Path(rect), color: color)
            return
        }
        guard color.alpha > 0 else { return }
        let width = pixmap.width
        paint(
            PixelRect(
                columns: whole.columns.clamped(to: visible.columns), rows: whole.rows.clamped(to: visible.rows))
        ) { SolidShader(color, pixels: $0, width: width) }
    }

    /// Fills a path with the colours of a gradient. Open parts are closed with a straight line.
    public mutating func fill(_ path: Path, gradient: LinearGradient, rule: FillRule = .nonZero) {
        fill(flattener.flatten(path), rule: rule) { column, row in
            gradient.color(at: Point(x: Double(column) + 0.5, y: Double(row) + 0.5))
        }
    }

    /// Fills a path with stripes. Open parts are closed with a straight line.
    public mutating func fill(_ path: Path, hatching: Hatching, rule: FillRule = .nonZero) {
        fill(flattener.flatten(path), rule: rule, color: hatching.color)
    }

    /// Paints inside a path only: what `paint` does is cut to the path, its edges blended, and to what clips already.
    ///
    /// - Parameters:
    ///   - path: Where is painted. Open parts are closed with a straight line.
    ///   - rule: Which places of a path with overlapping parts are inside. Default nonzero.
    ///   - paint: What is painted.
    public mutating func clipped<Failure: Error>(
        to path: Path, rule: FillRule = .nonZero, paint: (inout Canvas) throws(Failure) -> Void
    ) throws(Failure) {
        let outer = mask
        mask = ClipMask(flattener.flatten(path), rule: rule, rect: visible, inside: outer, filler: &filler)
        defer { mask = outer }
        try paint(&self)
    }

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
        guard color.alpha > 0 else { return }
        var outlines = OutlineBuffer()
        swap(&outlines, &self.outlines)
        for line in lines where line.points.allSatisfy({ $0.isFinite }) {
            for piece in clipper.clip(line) {
                guard let dashes else {
                    stroker.add(piece.line, to: &outlines)
                    continue
                }
                for part in dashes.dashes(of: piece.line, startingAt: piece.distance) {
                    stroker.add(part, to: &outlines)
                }
            }
        }
        fill(outlines, color: color, rule: .nonZero)
        outlines.removeAll()
        swap(&outlines, &self.outlines)
    }

    /// Paints whole pixels inside the canvas, without gathering edges.
    mutating func paint(_ rect: PixelRect, with shader: (UnsafeMutableRawBufferPointer) -> some Shader) {
        guard !rect.isEmpty else { return }
        let mask = mask
        pixmap.bytes.withUnsafeMutableBytes { pixels in
            if let mask {
                var masked = MaskedShader(shader(pixels), mask: mask)
                for row in rect.rows { masked.paint(row: row, columns: rect.columns) }
            } else {
                var plain = shader(pixels)
                for row in rect.rows { plain.paint(row: row, columns: rect.columns) }
            }
        }
    }

    mutating func fill(_ polygons: some EdgeSource, color: Color, rule: FillRule) {
        guard color.alpha > 0 else { return }
        let (clip, mask, width) = (visible, mask, pixmap.width)
        Canvas.paint(&filler, &pixmap) { filler, pixels in
            let shader = SolidShader(color, pixels: pixels, width: width)
            Canvas.fill(polygons, rule, clip, mask, shader, &filler)
        }
    }

    /// Fills polygons with a colour that depends on the pixel.
    mutating func fill(_ polygons: [Polyline], rule: FillRule, color: @escaping (_ column: Int, _ row: Int) -> Color) {
        let (clip, mask, width) = (visible, mask, pixmap.width)
        Canvas.paint(&filler, &pixmap) { filler, pixels in
            let shader = PlaceShader(pixels: pixels, width: width, color: color)
            Canvas.fill(polygons, rule, clip, mask, shader, &filler)
        }
    }

    /// Two properties changed at once: passing them one by one shows the compiler that they do not overlap.
    private static func paint(
        _ filler: inout ScanlineFiller, _ pixmap: inout Pixmap,
        _ body: (inout ScanlineFiller, UnsafeMutableRawBufferPointer) -> Void
    ) {
        pixmap.bytes.withUnsafeMutableBytes { body(&filler, $0) }
    }

    private static func fill(
        _ polygons: some EdgeSource, _ rule: FillRule, _ clip: PixelRect, _ mask: ClipMask?, _ shader: some Shader,
        _ filler: inout ScanlineFiller
    ) {
        if let mask {
            var masked = MaskedShader(shader, mask: mask)
            filler.fill(polygons, rule: rule, clip: clip, with: &masked)
        } else {
            var shader = shader
            filler.fill(polygons, rule: rule, clip: clip, with: &shader)
        }
    }
}
