/// The characters of the built-in font, read once.
enum GlyphTable {
    /// Drawn in place of a character the font does not have, so that a reader sees that something is missing.
    static let missing = GlyphOutline("M 0 0 L 0 14 L 7 14 L 7 0 L 0 0")

    private static let glyphs: [Character: GlyphOutline] = ascii.merging(symbols) { first, _ in first }
        .mapValues(GlyphOutline.init)

    /// Characters that look the same as one of the table.
    private static let lookAlikes: [Character: Character] = [
        "μ": "µ", "\u{00A0}": " ", "\t": " ", "\n": " ", "\r": " ", "\r\n": " ", "‘": "'", "’": "'", "“": "\"",
        "”": "\"",
        "‐": "-", "‑": "-", "∑": "Σ", "∆": "Δ", "ϵ": "ε", "ϕ": "φ", "\u{2009}": " ", "\u{202F}": " ",
    ]

    /// The outline of a character, or the box for a missing one.
    static func glyph(for character: Character) -> GlyphOutline {
        glyphs[character] ?? lookAlikes[character].flatMap { glyphs[$0] } ?? missing
    }

    /// Whether the font has the character.
    static func has(_ character: Character) -> Bool {
        glyphs[character] != nil || lookAlikes[character] != nil
    }
}
