/// One line of text measured and broken into placed characters. Line breaks count as spaces.
public struct TextLayout: Hashable, Sendable {
    struct PlacedGlyph: Hashable, Sendable {
        var character: Character
        /// Whole pixels from the text's beginning to the middle of the pen at the character's left side.
        var x: Double
        /// Whole pixels between the middles of the pen at its two sides.
        var width: Double
    }

    /// The font.
    public let font: StrokeFont
    /// What is drawn: the text, or its beginning and an ellipsis.
    public let text: String
    /// The width in whole pixels.
    public let width: Double
    let glyphs: [PlacedGlyph]

    /// Measures a text.
    ///
    /// - Parameter maximumWidth: Pixels; a longer text is cut and ends in an ellipsis. A width too small even for that gives an
    ///   empty text. No limit by default. Work is proportional to what fits, not to the text's length.
    public init(_ text: String, font: StrokeFont, maximumWidth: Double = .infinity) {
        self.font = font
        var placed: [PlacedGlyph] = []
        var ends: [Double] = []
        var isWhole = true
        for character in text {
            let (glyph, end) = TextLayout.advance(character, font, after: ends.last ?? 0)
            if end > maximumWidth {
                isWhole = false
                break
            }
            placed.append(glyph)
            ends.append(end)
        }
        if !isWhole {
            let room = maximumWidth - TextLayout.advance("…", font, after: 0).end
            while let end = ends.last, end > room || placed.last?.character == " " {
                ends.removeLast()
                placed.removeLast()
            }
            if room >= 0 {
                let (dots, end) = TextLayout.advance("…", font, after: ends.last ?? 0)
                placed.append(dots)
                ends.append(end)
            }
        }
        glyphs = placed
        width = ends.last ?? 0
        self.text = String(placed.map(\.character))
    }

    private static func advance(
        _ character: Character, _ font: StrokeFont, after start: Double
    ) -> (glyph: PlacedGlyph, end: Double) {
        let outline = GlyphTable.glyph(for: character)
        let left = (outline.leftBearing * font.scale).rounded()
        let right = (outline.rightBearing * font.scale).rounded()
        let width = ((outline.right - outline.left) * font.scale).rounded()
        // Half a pixel further, so that upright pens of one pixel fill whole pixels.
        let glyph = PlacedGlyph(character: character, x: start + left + 0.5, width: width)
        return (glyph, start + left + width + right + 1 + font.extraSpacing)
    }

    /// The pen lines with the text's beginning on the baseline at (0, 0), y downwards.
    var lines: [Polyline] {
        glyphs.flatMap { placed -> [Polyline] in
            let outline = GlyphTable.glyph(for: placed.character)
            let span = outline.right - outline.left
            let scale = span > 0 ? placed.width / span : font.scale
            return outline.lines.map { points in
                Polyline(
                    points: points.map {
                        Point(x: placed.x + ($0.x - outline.left) * scale, y: -font.height($0.y))
                    })
            }
        }
    }
}
