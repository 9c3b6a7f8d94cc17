import Foundation

/// Numbers as short text that still says exactly what they are.
enum TickLabel {
    private static let prefixes: [(power: Int, letter: String)] = [(3, "k"), (6, "M"), (9, "G"), (12, "T")]

    /// Labels for the ticks of one axis, all in one style with equally many decimals. Plain numbers, unless k, M, G, T
    /// or powers of ten save at least two characters on the longest; powers of ten must also save two beside letters,
    /// because "0.1M" is read faster than "1e5".
    static func labels(for values: [Double]) -> [String] {
        let plain = fixed(values, shift: 0)
        var best = plain
        let prefixed = prefixes.compactMap { prefix in fixed(values, shift: prefix.power, suffix: prefix.letter) }
        for labels in prefixed {
            guard let current = best else {
                best = labels
                continue
            }
            if longest(current) - longest(labels) >= (current == plain ? 2 : 1) { best = labels }
        }
        if let labels = scientific(values), best.map({ longest($0) - longest(labels) >= 2 }) ?? true { best = labels }
        return best ?? values.map(single)
    }

    /// The label of a digit times ten to a power on a logarithmic axis.
    static func label(for digit: Int, powerOfTen power: Int) -> String {
        switch power {
        case -3...3: single(DecadeMultiple(digit: digit, exponent: power).value)
        case 4...14: "\(digit)" + String(repeating: "0", count: power % 3) + prefixes[power / 3 - 1].letter
        default: "\(digit)e\(signed(power))"
        }
    }

    /// A whole number with commas between thousands.
    static func grouped(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        var text = count < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// One number with as many digits as it takes.
    private static func single(_ value: Double) -> String { withMinus(value == 0 ? "0" : shortest(value)) }

    private static func shortest(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// All values divided by a power of ten, with the fewest decimals that lose nothing; `nil` when that takes too many
    /// digits.
    private static func fixed(_ values: [Double], shift: Int, suffix: String = "") -> [String]? {
        let shifted = values.map { $0 / TickStep.power(shift) }
        guard shifted.allSatisfy({ abs($0) < 1e15 }) else { return nil }
        // A prefix that leaves every number below 1 is no help, and neither is one that the numbers have grown out of.
        let largest = shifted.lazy.map { abs($0) }.max() ?? 0
        if shift > 0, largest < 1 || shift == prefixes.last?.power && largest >= 1_000 { return nil }
        return exact(shifted, conversion: "f")?.map { Double($0) == 0 ? "0" : withMinus($0) + suffix }
    }

    /// All values as digits and a power of ten, with equally many decimals.
    private static func scientific(_ values: [Double]) -> [String]? {
        exact(values, conversion: "e")?.map { text in
            let parts = text.split(separator: "e")
            guard parts.count == 2, Double(text) != 0, let exponent = Int(parts[1]) else { return "0" }
            return withMinus(String(parts[0])) + "e" + signed(exponent)
        }
    }

    /// Texts with the fewest decimals that are the values but for errors of calculation, and differ where the values
    /// do.
    private static func exact(_ values: [Double], conversion: String) -> [String]? {
        let different = Set(values).count
        for decimals in 0...17 {
            var texts: [String] = []
            for value in values {
                let text = String(format: "%.\(decimals)\(conversion)", value)
                // Most attempts end at the first value that is not 0.
                guard abs((Double(text) ?? .infinity) - value) <= abs(value) * 1e-12 else { break }
                texts.append(text)
            }
            if texts.count == values.count, Set(texts).count >= different { return texts }
        }
        return nil
    }

    private static func longest(_ labels: [String]) -> Int { labels.map(\.count).max() ?? 0 }

    private static func signed(_ number: Int) -> String { withMinus(String(number)) }

    /// The sign of mathematics is as wide as a digit; a hyphen is easily overlooked.
    private static func withMinus(_ text: String) -> String { text.replacingOccurrences(of: "-", with: "−") }
}
