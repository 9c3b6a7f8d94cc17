import Foundation

/// Values as a specification wants them.
extension FormatSpecification {
    /// A value as Python writes it; `nil` when the specification is not for such a value, as `:d` is not for a text.
    func text(of value: Any) -> String? {
        switch value {
        case let number as any BinaryInteger: integer(number)
        case let number as any BinaryFloatingPoint: floating(Double(number), shortest: String(describing: value))
        case let truth as Bool: integer(truth ? 1 : 0)
        default: plain(String(describing: value))
        }
    }

    /// Whether a value is not written for its digits alone: there would be more than the most.
    func hasTooManyDigits(for value: Any) -> Bool {
        guard let precision, precision > Self.mostDigits else { return false }
        guard let type else { return value is any BinaryFloatingPoint }
        let isNumber = value is any BinaryFloatingPoint || value is any BinaryInteger || value is Bool
        return isNumber && "eEfFgG%".contains(type)
    }

    private func plain(_ text: String) -> String? {
        guard type == nil || type == "s", sign == nil, grouping == nil, !isAlternate, alignment != .behindSign else {
            return nil
        }
        return padded("", precision.map { String(text.prefix($0)) } ?? text, alignment ?? .left)
    }

    private func integer(_ number: some BinaryInteger) -> String? {
        let radix: Int
        switch type {
        case nil, "d": radix = 10
        case "b": radix = 2
        case "o": radix = 8
        case "x", "X": radix = 16
        case "s": return nil
        default: return floating(Double(number), shortest: "")
        }
        guard precision == nil, radix == 10 || grouping != "," else { return nil }
        let prefix = isAlternate && radix != 10 ? "0" + String(type ?? "x") : ""
        return assembled(
            isNegative: number < 0, prefix, String(number.magnitude, radix: radix, uppercase: type == "X"), "",
            groupSize: radix == 10 ? 3 : 4)
    }

    /// - Parameter shortest: The number in as few digits as say which it is.
    private func floating(_ number: Double, shortest: String) -> String? {
        guard precision ?? 0 <= Self.mostDigits else { return nil }
        let isNegative = number.sign == .minus && !number.isNaN
        let digits: String
        switch type {
        case nil:
            digits = precision.map { general(number.magnitude, $0) } ?? pointed(String(shortest.drop { $0 == "-" }))
        case "e", "E", "f", "F", "g", "G": digits = written(number.magnitude, as: type ?? "f", precision ?? 6)
        case "%": digits = written(number.magnitude * 100, as: "f", precision ?? 6) + "%"
        default: return nil
        }
        let whole = digits.prefix { "0123456789".contains($0) }
        return assembled(
            isNegative: isNegative, "", String(whole), String(digits.dropFirst(whole.count)), groupSize: 3)
    }

    /// A number as `g` has it, but with a digit behind the point where it has no exponent.
    private func general(_ number: Double, _ precision: Int) -> String {
        if isAlternate, number.isFinite { return generalWithZeros(number, max(precision, 1)) }
        let digits = written(number, as: "g", precision)
        guard number.isFinite, !digits.contains("e"), !digits.contains(".") else { return digits }
        // Where there is no digit left for it, Python takes an exponent.
        guard digits.count >= max(precision, 1) else { return digits + ".0" }
        let parts = written(number, as: "e", max(precision, 1) - 1).split(separator: "e", maxSplits: 1)
        guard parts.count == 2 else { return digits }
        var mantissa = parts[0]
        if mantissa.contains(".") {
            while mantissa.hasSuffix("0") { mantissa.removeLast() }
            if mantissa.hasSuffix(".") { mantissa.removeLast() }
        }
        return mantissa + "e" + parts[1]
    }

    /// The same with all its digits and a point, as `#` asks for it.
    private func generalWithZeros(_ number: Double, _ precision: Int) -> String {
        let scientific = written(number, as: "e", precision - 1)
        guard let mark = scientific.lastIndex(of: "e"), let exponent = Int(scientific[mark...].dropFirst()) else {
            return scientific
        }
        // Where there is no digit left behind the point, Python takes an exponent.
        return exponent < -4 || exponent >= precision - 1
            ? scientific : written(number, as: "f", precision - 1 - exponent)
    }

    /// The shortest digits of a number, with a point where `#` asks for one.
    private func pointed(_ digits: String) -> String {
        guard isAlternate, !digits.contains("."), let mark = digits.firstIndex(of: "e") else { return digits }
        return digits[..<mark] + "." + digits[mark...]
    }

    /// A number that is not negative as C's `printf` writes it, whatever the machine's language is.
    ///
    /// With a locale, Foundation writes `E` for `e`, and rounds the shortest digits and not the number.
    private func written(_ number: Double, as type: Character, _ precision: Int) -> String {
        guard number.isFinite else {
            let name = number.isNaN ? "nan" : "inf"
            return type.isUppercase ? name.uppercased() : name
        }
        return String(format: "%\(isAlternate ? "#" : "").\(precision)\(type)", number)
    }

    /// A number of its parts, in groups and in its width.
    private func assembled(
        isNegative: Bool, _ prefix: String, _ whole: String, _ rest: String, groupSize: Int
    ) -> String {
        let lead = (isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : "") + prefix
        let alignment = alignment ?? (hasZero ? .behindSign : .right)
        guard let grouping, !whole.isEmpty else { return padded(lead, whole + rest, alignment) }
        var digits = Array(whole)
        if alignment == .behindSign, fillCharacter == "0" {
            // Zeros that fill the width are digits, and in groups as well.
            let room = width - lead.count - rest.count
            var count = digits.count
            while count + (count - 1) / groupSize < room { count += 1 }
            digits = [Character](repeating: "0", count: count - digits.count) + digits
        }
        var grouped = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: groupSize) { grouped.append(grouping) }
            grouped.append(digit)
        }
        return padded(lead, grouped + rest, alignment)
    }

    private var fillCharacter: Character { fill ?? (hasZero ? "0" : " ") }

    private func padded(_ lead: String, _ text: String, _ alignment: Alignment) -> String {
        let room = max(0, width - lead.count - text.count)
        func filling(_ count: Int) -> String { String(repeating: fillCharacter, count: count) }
        return switch alignment {
        case .left: lead + text + filling(room)
        case .right: filling(room) + lead + text
        case .center: filling(room / 2) + lead + text + filling(room - room / 2)
        case .behindSign: lead + filling(room) + text
        }
    }
}
