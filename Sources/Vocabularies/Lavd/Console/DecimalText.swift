import Foundation

/// Numbers with so many digits behind the point, as Python writes them, whatever the machine's language is.
enum DecimalText {
    static func text(_ number: Double, digits: Int) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        // Without a locale: with one, Foundation rounds the shortest digits that say the number, and not the number.
        return String(format: "%.\(min(max(0, digits), 100))f", number)
    }
}
