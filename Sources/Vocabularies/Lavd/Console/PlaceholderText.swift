/// Texts with places for values, as Python's `str.format` has them.
enum PlaceholderText {
    /// The text with its values: `{}` is the next one, `{0}` the first, `{name}` a named one, each with `:.Nf` for N digits behind
    /// the point; `{{` and `}}` are braces. A place that no value is for stays as it is, and is reported.
    static func filled(
        _ text: String, _ arguments: [Any], _ named: [String: Any], report: (String) -> Void
    ) -> String {
        var result = ""
        var next = 0
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            result += rest[..<brace]
            let isOpening = rest[brace] == "{"
            rest = rest[rest.index(after: brace)...]
            if rest.first == (isOpening ? "{" : "}") {
                result.append(isOpening ? "{" : "}")
                rest = rest.dropFirst()
                continue
            }
            guard isOpening, let end = rest.firstIndex(of: "}") else {
                result.append(isOpening ? "{" : "}")
                continue
            }
            let place = rest[..<end]
            rest = rest[rest.index(after: end)...]
            let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            var value: Any?
            if name.isEmpty {
                value = next < arguments.count ? arguments[next] : nil
                next += 1
            } else if let index = Int(name) {
                value = arguments.indices.contains(index) ? arguments[index] : nil
            } else {
                value = named[name]
            }
            if let value, let shown = shown(value, parts.count > 1 ? String(parts[1]) : "") {
                result += shown
            } else {
                report("A line that is printed has the place {\(place)}, and nothing that fits there.")
                result += "{\(place)}"
            }
        }
        return result + rest
    }

    private static func shown(_ value: Any, _ format: String) -> String? {
        guard !format.isEmpty else { return String(describing: value) }
        guard format.hasPrefix("."), format.hasSuffix("f"), let digits = Int(format.dropFirst().dropLast()),
            (0...100).contains(digits)
        else { return nil }
        return switch value {
        case let number as any BinaryFloatingPoint: DecimalText.text(Double(number), digits: digits)
        case let number as any BinaryInteger: DecimalText.text(Double(number), digits: digits)
        default: nil
        }
    }
}
