/// Texts as Python's `repr` writes them.
enum PythonText {
    /// A value as it would stand in a program: texts are in quotes, what cannot be seen is written out; others are as they are.
    static func representation(of value: Any) -> String {
        guard let text = value as? any StringProtocol else { return String(describing: value) }
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String.UnicodeScalarView([quote])
        for scalar in String(text).unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case "\\", quote: result.append(contentsOf: "\\\(scalar)".unicodeScalars)
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                result.append(contentsOf: "\\x\(digits.count < 2 ? "0" : "")\(digits)".unicodeScalars)
            default: result.append(scalar)
            }
        }
        result.append(quote)
        return String(result)
    }

    /// The same, with nothing in it but ASCII: as Python's `ascii` writes it.
    static func plainRepresentation(of value: Any) -> String {
        var result = ""
        for scalar in representation(of: value).unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else {
                let (mark, length) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x1_0000 ? ("u", 4) : ("U", 8)
                let digits = String(scalar.value, radix: 16)
                result += "\\" + mark + String(repeating: "0", count: max(0, length - digits.count)) + digits
            }
        }
        return result
    }
}
