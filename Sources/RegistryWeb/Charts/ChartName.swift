/// The name of a chart's file: `chart_COLUMN_DIGITS.png`, with letters, digits and `-` in COLUMN.
///
/// A name from outside that is not one of this form names nothing: it cannot hold a path.
struct ChartName: Hashable, Sendable, CustomStringConvertible {
    let description: String

    /// A name for a chart of a column.
    ///
    /// - Parameter digest: tells charts of the same column apart.
    init(column: String, digest: UInt64) {
        var slug = ""
        for scalar in column.unicodeScalars.prefix(64) {
            if Self.isPlain(scalar) { slug.unicodeScalars.append(scalar) } else if !slug.hasSuffix("-") { slug += "-" }
        }
        let digits = String(digest, radix: 16)
        description =
            "chart_\(slug.isEmpty ? "-" : slug)_\(String(repeating: "0", count: 16 - digits.count))\(digits).png"
    }

    /// Reads a name.
    init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard text.utf8.count <= 100, parts.count == 3, parts[0] == "chart", let column = parts.dropFirst().first,
            let ending = parts.last, !column.isEmpty, column.unicodeScalars.allSatisfy(Self.isPlain),
            ending.hasSuffix(".png"), ending.utf8.count == 20,
            ending.utf8.prefix(16).allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        description = text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
    }
}
