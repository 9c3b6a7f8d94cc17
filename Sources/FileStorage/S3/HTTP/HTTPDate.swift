import RegistryCore

/// Dates in headers: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The moment; `nil` for anything else.
    static func read(_ text: String) -> WallTime? {
        let parts = text.split(separator: " ", maxSplits: 8)
        guard parts.count == 6, parts[5] == "GMT", parts[1].utf8.count == 2, parts[3].utf8.count == 4,
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return WallTime(iso8601: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
