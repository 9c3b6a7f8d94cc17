import Foundation

/// Values as short text beside the data itself: bars, steps.
enum ValueText {
    /// Whole numbers below a million are exact, as ticks write them; all others are rounded to four digits: "0.9137",
    /// "−12.5", "1.5e−7", "3.146M".
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "∞" : "−∞" }
        if value == value.rounded(), abs(value) < 1_000_000 {
            return String(Int(value)).replacingOccurrences(of: "-", with: "−")
        }
        if abs(value) >= 1_000_000 { return ShortNumber.text(value) }
        let text = String(format: "%.4g", value)
        let parts = text.split(separator: "e")
        var digits = parts.first.map(String.init) ?? text
        if parts.count == 2, let exponent = Int(parts[1]) { digits += "e\(exponent)" }
        return digits.replacingOccurrences(of: "-", with: "−")
    }
}
