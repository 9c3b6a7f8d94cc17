/// Texts with places for values, as Python's `str.format` has them.
enum PlaceholderText {
    /// The text with its values: `{}` is the next one, `{0}` the first, `{name}` a named one; `{{` and `}}` are braces.
    ///
    /// Each may have `!r`, `!s` or `!a` behind its name, and a ``FormatSpecification`` behind a colon. A place that no value is for, or whose format
    /// is not known or not for its value, stays as it is, and is reported.
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
            let field = (parts.first ?? "").split(separator: "!", maxSplits: 1, omittingEmptySubsequences: false)
            let name = field.first.map(String.init) ?? ""
            var value: Any?
            if name.isEmpty {
                value = next < arguments.count ? arguments[next] : nil
                next += 1
            } else if let index = Int(name) {
                value = arguments.indices.contains(index) ? arguments[index] : nil
            } else {
                value = named[name]
            }
            let shown = shown(
                value, conversion: field.count > 1 ? field[1] : nil, format: parts.count > 1 ? parts[1] : "")
            switch shown {
            case .success(let text): result += text
            case .failure(let fault):
                report("A line that is printed has the place {\(place)}, and \(fault.rawValue).")
                result += "{\(place)}"
            }
        }
        return result + rest
    }

    /// Why a place stays as it is.
    private enum Fault: String, Error {
        case noValue = "nothing that fits there"
        case unknownFormat = "this format is not known"
        case wrongValue = "this format is not for the value that is given"
        case tooManyDigits = "no number is written with more than 100 digits behind its point"
    }

    private static func shown(_ value: Any?, conversion: Substring?, format: Substring) -> Result<String, Fault> {
        guard var value else { return .failure(.noValue) }
        switch conversion {
        case nil: break
        case "r": value = PythonText.representation(of: value)
        case "s": value = String(describing: value)
        case "a": value = PythonText.plainRepresentation(of: value)
        default: return .failure(.unknownFormat)
        }
        guard !format.isEmpty else { return .success(String(describing: value)) }
        guard let specification = FormatSpecification(format) else { return .failure(.unknownFormat) }
        if let text = specification.text(of: value) { return .success(text) }
        return .failure(specification.hasTooManyDigits(for: value) ? .tooManyDigits : .wrongValue)
    }
}
