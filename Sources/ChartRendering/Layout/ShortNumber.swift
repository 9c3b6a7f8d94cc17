import Foundation

/// Numbers where there is room for a few characters only.
enum ShortNumber {
    private static let prefixes = ["", "k", "M", "G", "T"]

    /// The number rounded to so many significant digits: "0.1235", "1.235M", "−3.1e−9", "NaN", "−∞".
    static func text(_ value: Double, digits: Int = 4) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? "−∞" : "∞") }
        let text = String(format: "%.\(min(max(digits, 1), 17) - 1)e", value)
        let exponent = text.split(separator: "e").last.flatMap { Int($0) } ?? 0
        // Rounding up may leave the range of numbers.
        let rounded = Double(text).flatMap { $0.isFinite ? $0 : nil } ?? value
        let thousands = exponent >= 4 ? exponent / 3 : 0
        guard prefixes.indices.contains(thousands) else { return TickLabel.labels(for: [rounded]).first ?? "" }
        let shifted = rounded / TickStep.power(3 * thousands)
        return (TickLabel.labels(for: [shifted]).first ?? "") + prefixes[thousands]
    }
}
