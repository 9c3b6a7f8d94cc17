/// The built-in font at one size: characters drawn with a single pen line, the same on every machine, with no font file.
///
/// Heights and stems are rounded to whole pixels, so that small text is sharp. A character the font does not have is drawn as
/// a box.
public struct StrokeFont: Hashable, Sendable {
    /// Whether text is drawn with the normal or a heavier pen.
    public enum Weight: Hashable, Sendable {
        /// For labels.
        case regular
        /// For titles.
        case bold
    }

    /// The size in pixels, as type is measured: capitals are about 0.72 of it high. 4 to 400.
    public let size: Double
    /// The pen's weight.
    public let weight: Weight

    static let unitsPerSize = 19.5
    static let smallHeight = 10.0
    static let capitalHeight = 14.0

    /// A font of a size in pixels, limited to 4...400.
    public init(size: Double, weight: Weight = .regular) {
        self.size = size.isFinite ? min(max(size, 4), 400) : 12
        self.weight = weight
    }

    var penWidth: Double { max(1, size * (weight == .bold ? 0.135 : 0.092)) }
    /// A heavy pen takes room from between the characters; this gives it back, in whole pixels.
    var extraSpacing: Double { weight == .bold ? (size * 0.05).rounded() : 0 }
    /// Pixels a font unit.
    var scale: Double { size / StrokeFont.unitsPerSize }

    /// Pixels from the baseline to the top of capitals.
    public var capitalHeight: Double { max(3, (size * 0.73).rounded()) }
    var smallHeight: Double { max(2, (size * 0.545).rounded()) }
    /// Pixels from the baseline to the top of brackets, the tallest characters.
    public var ascent: Double { (capitalHeight + 2 * scale + penWidth / 2).rounded(.up) }
    /// Pixels from the baseline down to the lowest part of letters such as g.
    public var descent: Double { (4 * scale + penWidth / 2).rounded(.up) }
    /// Pixels from one line of text to the next.
    public var lineHeight: Double { (size * 1.35).rounded(.up) }

    /// Where a height of the font lies above the baseline, in pixels: baseline, small letters and capitals lie on whole pixels
    /// (the pen's middle half a pen inside them).
    func height(_ units: Double) -> Double {
        let half = min(penWidth, 1.6) / 2
        let bottom = half
        let small = smallHeight - half
        let top = capitalHeight - half
        if units <= 0 { return bottom + units * scale }
        if units <= StrokeFont.smallHeight {
            return bottom + (small - bottom) * units / StrokeFont.smallHeight
        }
        let above = (units - StrokeFont.smallHeight) / (StrokeFont.capitalHeight - StrokeFont.smallHeight)
        return small + (top - small) * above
    }
}
