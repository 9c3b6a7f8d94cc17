/// A decimal floating point number of 34 digits (IEEE 754 decimal128, the binary form).
///
/// It can be carried and shown; there is no arithmetic.
public struct BSONDecimal128: Hashable, Sendable, CustomStringConvertible {
    /// The upper eight bytes: sign, exponent, and the beginning of the digits.
    public let high: UInt64

    /// The lower eight bytes.
    public let low: UInt64

    /// A number from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The number in the form of MongoDB's Extended JSON: `1.50`, `1E+3`, `-Infinity`, `NaN`.
    public var description: String {
        let combination = high >> 58 & 0x1F
        let sign = high >> 63 == 1 ? "-" : ""
        if combination == 0x1F { return "NaN" }
        if combination == 0x1E { return sign + "Infinity" }
        let exponent: Int
        var digits = "0"
        if combination >> 3 == 3 {
            // This form would need more than 34 digits; the standard says that it means zero.
            exponent = Int(high >> 47 & 0x3FFF) - Self.bias
        } else {
            exponent = Int(high >> 49 & 0x3FFF) - Self.bias
            let coefficient = UInt128(high & 0x1_FFFF_FFFF_FFFF) << 64 | UInt128(low)
            if coefficient <= Self.largestCoefficient { digits = String(coefficient) }
        }
        return sign + Self.text(digits: digits, exponent: exponent)
    }

    private static let bias = 6_176
    private static let largestCoefficient: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999

    private static func text(digits: String, exponent: Int) -> String {
        let scientificExponent = exponent + digits.count - 1
        if exponent > 0 || scientificExponent < -6 {
            let fraction = digits.dropFirst()
            let point = fraction.isEmpty ? "" : "."
            let sign = scientificExponent < 0 ? "" : "+"
            return "\(digits.prefix(1))\(point)\(fraction)E\(sign)\(scientificExponent)"
        }
        if exponent == 0 { return digits }
        let wholeDigits = digits.count + exponent
        if wholeDigits > 0 { return "\(digits.prefix(wholeDigits)).\(digits.suffix(-exponent))" }
        return "0." + String(repeating: "0", count: -wholeDigits) + digits
    }
}
