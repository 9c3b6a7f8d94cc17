/// A typeface at a size: what a text is measured and drawn with.
public struct Font: Hashable, Sendable {
    /// How heavy text is.
    public enum Weight: Hashable, Sendable {
        /// For labels.
        case regular
        /// For titles. A family without a bold face is made bolder.
        case bold
    }

    /// The size in pixels, as type is measured: capitals are about 0.72 of it high. 4 to 400.
    public let size: Double
    /// How heavy text is.
    public let weight: Weight
    /// What its characters are drawn from.
    public let typeface: Typeface

    /// A font of a size in pixels, limited to 4...400; regular and of the built-in typeface unless said otherwise.
    public init(size: Double, weight: Weight = .regular, typeface: Typeface = .builtIn) {
        self.size = size.isFinite ? min(max(size, 4), 400) : 12
        self.weight = weight
        self.typeface = typeface
    }

    var pen: StrokeFont { StrokeFont(size: size, weight: weight) }
    var outlines: OutlineFont? { typeface.family?.font(size: size, weight: weight) }

    /// Whether a face's glyphs are made bolder: its own family has no bold face, or it stands in for another.
    func emboldens(_ face: FontFace) -> Bool {
        guard let outlines, outlines.face == face else { return weight == .bold }
        return outlines.isEmboldened
    }

    /// Whole pixels from the baseline to the top of capitals.
    public var capitalHeight: Double { outlines?.capitalHeight ?? pen.capitalHeight }
    /// Whole pixels from the baseline to the top of brackets, the tallest characters.
    public var ascent: Double { outlines?.ascent ?? pen.ascent }
    /// Whole pixels from the baseline down to the lowest part of letters such as g.
    public var descent: Double { outlines?.descent ?? pen.descent }
    /// Whole pixels from one line of text to the next.
    public var lineHeight: Double { pen.lineHeight }
}
