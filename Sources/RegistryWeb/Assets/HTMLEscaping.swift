import Mustache

/// Escapes text for HTML, in elements and in quoted attributes, scalar by scalar.
///
/// The template library's own escaping goes by characters as people see them: a quotation mark with a combining accent is
/// another character than a quotation mark, stays as it is, and ends the attribute it stands in.
struct HTMLEscaping: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "ESCAPED_HTML"

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\0": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
