/// Names that people, or their programs, gave, in messages about them.
package enum GivenName {
    /// A name in quotation marks, with what cannot be seen written out; of a long one the beginning.
    package static func shown(_ name: String) -> String {
        // Scalars: one character may consist of any number of them.
        let start = String(String.UnicodeScalarView(name.unicodeScalars.prefix(80)))
        return start.debugDescription + (start.utf8.count < name.utf8.count ? "…" : "")
    }

    /// The first control character of a name, as `U+001B`; `nil` for a name without one.
    package static func control(in name: String) -> String? {
        name.unicodeScalars.first { $0.properties.generalCategory == .control }.map(code(of:))
    }

    /// The number of a character, as Unicode writes it.
    package static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
