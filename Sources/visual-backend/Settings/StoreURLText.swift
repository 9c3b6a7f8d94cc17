import Foundation

/// The text of a store's URL, which may have a password in it.
struct StoreURLText {
    private static let secretFields = ["password", "token", "secret", "authmechanismproperties"]

    let text: String

    /// Whether there is a secret in it.
    var hasSecret: Bool { masked != text }

    /// The text with three stars for each secret.
    var masked: String {
        if ["sqlite:", "memory:"].contains(where: text.lowercased().hasPrefix) { return text }
        guard let start = text.range(of: "://")?.upperBound else {
            // Something else with an @ in it may be a URL that was mistyped.
            return text.contains("@") ? "***" : text
        }
        let parts = text[start...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var place = parts.first.map(String.init) ?? ""
        // The last one: a password may have one that nobody encoded.
        if let end = place.lastIndex(of: "@"), let colon = place.firstIndex(of: ":"), colon < end {
            place = place[...colon] + "***" + place[end...]
        }
        let query = parts.count < 2 ? "" : "?" + parts[1].split(separator: "&").map(Self.masked).joined(separator: "&")
        return text[..<start] + place + query
    }

    private static func masked(_ field: Substring) -> String {
        let name = field.prefix { $0 != "=" }
        return secretFields.contains(where: name.lowercased().contains) ? "\(name)=***" : String(field)
    }
}
