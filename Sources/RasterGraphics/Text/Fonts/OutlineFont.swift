/// A face at a size.
struct OutlineFont: Sendable {
    let face: FontFace
    let size: Double
    /// Whether glyphs are made bolder, for want of a bold face.
    let isEmboldened: Bool

    private var scale: Double { size / face.measures.unitsPerEm }

    var capitalHeight: Double { max(3, (face.measures.capitalHeight * scale).rounded()) }
    var ascent: Double { max(capitalHeight, (face.measures.top * scale).rounded(.up)) }
    var descent: Double { (face.measures.bottom * scale).rounded(.up) }

    func fitted(_ glyph: UInt32) -> FittedGlyph? {
        face.fitted(glyph, size: size, isEmboldened: isEmboldened)
    }

    /// Pixels to add to the advance of the first of two glyphs.
    func kerning(_ first: UInt32, _ second: UInt32) -> Double {
        face.file.kerning(first, second) * scale
    }
}
