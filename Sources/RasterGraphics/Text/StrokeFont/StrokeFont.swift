/// The built-in font at one size: characters drawn with a single pen line, the same on every machine, with no font file.
///
/// Heights and stems are rounded to whole pixels, so that small text is sharp. A character the font does not have is drawn as
/// a box.
struct StrokeFont: Hashable, Sendable {
    /// The size in pixels, as type is measured: capitals are about 0.72 of it high.
    let size: Double
    /// The pen's weight.
    let weight: Font.Weight

    static let unitsPerSize = 19.5
    static let smallHeight = 10.0
    static let capitalHeight = 14.0

    init(size: Double, weight: Font.Weight) {
        self.size = size
        self.weight = weight
    }

    var penWidth: Double { max(1, size * (weight == .bold ? 0.135 : 0.092)) }
    /// A heavy pen takes room from between the characters; this gives it back, in whole pixels.
    var extraSpacing: Double { weight == .bold ? (size * 0.05).rounded() : 0 }
    /// Pixels a font unit.
    var scale: Double { size / StrokeFont.unitsPerSize }

    /// Pixels from the baseline to the top of capitals.
    var capitalHeight: Double { max(3, (size * 0.73).rounded()) }
    var smallHeight: Double { max(2, (size * 0.545).rounded()) }
    /// Pixels from the baseline to the top of brackets, the tallest characters.
    var ascent: Double { (capitalHeight + 2 * scale + penWidth / 2).rounded(.up) }
    /// Pixels from the baseline down to the lowest part of letters such as g.
    var descent: Double { (4 * scale + penWidth / 2).rounded(.up) }
    /// Pixels from one line of text to the next.
    var lineHeight: Double { (size * 1.35).rounded(.up) }

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
