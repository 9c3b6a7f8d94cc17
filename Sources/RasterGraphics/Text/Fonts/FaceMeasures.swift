/// Heights that a face's letters have in common, in font units above the baseline, taken from the letters themselves.
struct FaceMeasures: Sendable {
    let unitsPerEm: Double
    let smallHeight: Double
    let capitalHeight: Double
    /// Of b, d, h.
    let ascenderHeight: Double
    /// The top of the tallest and the bottom of the lowest common characters.
    let top: Double
    let bottom: Double
    /// The depth of p, q below the baseline; positive.
    let descenderDepth: Double
    /// How far round letters reach over flat ones.
    let overshoot: Double
    /// The thickness of horizontal strokes.
    let stroke: Double

    init(_ file: FontFile) {
        let em = file.unitsPerEm
        func height(_ characters: String) -> ClosedRange<Double>? {
            let points = characters.unicodeScalars.compactMap { file.glyph(for: $0).flatMap(file.outline) }
                .flatMap { PathFlattener(tolerance: 1).flatten($0.path).flatMap(\.points) }.map(\.y)
            guard let low = points.min(), let high = points.max() else { return nil }
            return low...high
        }
        // A damaged or odd file may say anything: what letters cannot have is replaced by what they usually have.
        func usable(_ value: Double?, _ range: ClosedRange<Double>, else usual: Double) -> Double {
            guard let value, range.contains(value / em) else { return usual * em }
            return value
        }
        unitsPerEm = em
        smallHeight = usable(height("x")?.upperBound, 0.2...0.9, else: 0.53)
        capitalHeight = usable(height("H")?.upperBound, 0.3...1.2, else: 0.72)
        ascenderHeight = usable(height("d")?.upperBound, 0.3...1.3, else: 0.75)
        descenderDepth = usable(height("p").map { -$0.lowerBound }, 0.05...0.6, else: 0.21)
        overshoot = usable(height("o").map { -$0.lowerBound }, 0...0.04, else: 0.014)
        let tallest = height("bdfhkl()[]{}|/0Q")
        top = usable(tallest?.upperBound, 0.3...1.5, else: 0.78)
        bottom = usable(height("gjpqy()[]{}|").map { -$0.lowerBound }, 0.05...0.8, else: 0.24)
        let dash = height("\u{2212}") ?? height("-")
        stroke = usable(dash.map { $0.upperBound - $0.lowerBound }, 0.02...0.3, else: 0.08)
    }
}
