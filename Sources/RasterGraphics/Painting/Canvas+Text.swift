extension Canvas {
    /// Draws one line of text, its place rounded to whole pixels so that it is sharp.
    ///
    /// - Parameters:
    ///   - layout: The measured text.
    ///   - point: Where the place named by `alignment` goes.
    ///   - direction: Rightwards by default.
    ///   - halo: A rim around the characters, below all of them. Default none.
    ///
    /// A canvas with `collectedTexts` paints none: those that run rightwards are collected, others are left out.
    public mutating func draw(
        _ layout: TextLayout, at point: Point, alignment: TextAlignment = TextAlignment(), color: Color,
        direction: TextDirection = .rightwards, halo: TextHalo? = nil
    ) {
        guard point.isFinite, !layout.shapes.isEmpty else { return }
        let along: Double =
            switch alignment.horizontal {
            case .leading: 0
            case .center: (layout.width / 2).rounded()
            case .trailing: layout.width
            }
        let down: Double =
            switch alignment.vertical {
            case .baseline: 0
            case .middle: (layout.font.capitalHeight / 2).rounded()
            case .top: layout.font.capitalHeight
            }
        if collectedTexts != nil {
            let frame = Rect(
                x: point.x - along, y: point.y + down - layout.font.capitalHeight, width: layout.width,
                height: layout.font.capitalHeight)
            if direction == .rightwards {
                collectedTexts?.append(
                    CollectedText(text: layout.text, frame: frame, alignment: alignment.horizontal))
            }
            return
        }
        let place = TextPlace(
            origin: Point(x: point.x.rounded(), y: point.y.rounded()), offset: Point(x: -along, y: down),
            direction: direction)
        let size = layout.font.size
        var lines: [Polyline] = []
        var polygons: [Polyline] = []
        for placed in layout.shapes {
            let at = Point(x: placed.x, y: placed.y)
            switch placed.shape {
            case .pen(let character, let width):
                lines += GlyphTable.glyph(for: character).lines(font: layout.font.pen, width: width)
                    .map { place.moved($0, by: at) }
            case .outline(let face, let glyph):
                let isEmboldened = layout.font.emboldens(face)
                guard let fitted = face.fitted(glyph, size: size, isEmboldened: isEmboldened), let ink = fitted.ink,
                    place.bounds(ink, movedBy: at).overlaps(clip)
                else { continue }
                polygons += fitted.polygons.map { place.moved($0, by: at) }
            }
        }
        let pen = layout.font.pen.penWidth
        if let halo {
            let rim = 2 * halo.radius
            stroke(polygons, style: StrokeStyle(width: rim, cap: .round, join: .round), color: halo.color)
            stroke(lines, style: StrokeStyle(width: pen + rim, cap: .round, join: .round), color: halo.color)
        }
        if !polygons.isEmpty { fill(polygons, color: color, rule: .nonZero) }
        if !lines.isEmpty {
            stroke(lines, style: StrokeStyle(width: pen, cap: .round, join: .round), color: color)
        }
    }
}
