import BSONCoding

/// The name of a chart's file: `chart_COLUMN_DIGITS.png`, with letters, digits, `_` and `-` in COLUMN and 8 hexadecimal
/// DIGITS.
///
/// A name from outside that is not one of this form names nothing: it cannot hold a path.
struct ChartName: Hashable, Sendable, CustomStringConvertible {
    /// The name itself.
    let description: String

    /// Reads a name.
    init?(_ text: String) {
        let name = Substring(text).utf8
        guard name.count <= 128, name.starts(with: "chart_".utf8), text.hasSuffix(".png") else { return nil }
        let middle = name.dropFirst("chart_".utf8.count).dropLast(".png".utf8.count)
        let digits = middle.suffix(8)
        let column = middle.dropLast(9)
        guard !column.isEmpty, column.allSatisfy(Self.isPlain), middle.dropLast(8).last == UInt8(ascii: "_"),
            Hexadecimal.isText(digits, ofDigits: 8)
        else { return nil }
        description = text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
