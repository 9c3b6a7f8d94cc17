/// The name of a chart's file: made from a stranger's column name, safe on every file system.
enum ChartFileName {
    private static let longest = 60

    /// `chart_<column>_<8 hex digits>.png`: letters and digits of ASCII and `-` are kept, every run of others, `_` among them,
    /// becomes one `_`.
    static func make(column: String, using generator: inout some RandomNumberGenerator) -> String {
        var safe = ""
        for scalar in column.unicodeScalars.prefix(1_000) where safe.count < longest {
            let isKept = scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber || scalar == "-")
            if isKept {
                safe.unicodeScalars.append(scalar)
            } else if safe.last != "_" {
                safe.append("_")
            }
        }
        if safe.isEmpty || safe == "_" { safe = "column" }
        let random = String(UInt32.random(in: .min ... .max, using: &generator), radix: 16)
        return "chart_\(safe)_\(String(repeating: "0", count: 8 - random.count))\(random).png"
    }
}
