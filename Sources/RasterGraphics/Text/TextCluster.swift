/// A character as the reader sees it: a base and its marks, measured and chosen from a font.
struct TextCluster: Hashable, Sendable {
    /// What is drawn.
    enum Shape: Hashable, Sendable {
        /// A character of the built-in font, as wide as this between the middles of the pen at its sides.
        case pen(Character, width: Double)
        /// A glyph of a face.
        case outline(FontFace, glyph: UInt32)
    }

    /// A shape and its place from the cluster's beginning on the baseline, in whole pixels (the pen's middle: and a half).
    struct Part: Hashable, Sendable {
        var shape: Shape
        var x: Double
        var y: Double
    }

    let character: Character
    var parts: [Part]
    /// Pixels to the next cluster, not rounded, without kerning.
    let freeAdvance: Double
    /// What the next cluster's kerning adds, in whole pixels.
    var kerning = 0.0

    /// Whole pixels to the next cluster.
    var advance: Double { max(0, freeAdvance.rounded() + kerning) }

    init(character: Character, parts: [Part], freeAdvance: Double) {
        self.character = character
        self.parts = parts
        self.freeAdvance = freeAdvance
    }

    /// The glyph that kerning is asked for.
    var kerningGlyph: UInt32? {
        guard parts.count == 1, case .outline(_, let glyph) = parts[0].shape else { return nil }
        return glyph
    }
}
