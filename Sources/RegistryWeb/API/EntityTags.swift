/// The tags of content that a client has (RFC 9110, section 13.1.2).
struct EntityTags {
    private var isAny = false
    private var tags: Set<Substring> = []

    init(_ fields: [String]) {
        for field in fields {
            for part in field.split(separator: ",") {
                let text = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
                if text == "*" { isAny = true }
                tags.insert(text.hasPrefix("W/") ? text.dropFirst(2) : text)
            }
        }
    }

    /// Whether a tag is among them. Weak ones count: nobody asks for a part with `If-None-Match`.
    func contain(_ tag: String) -> Bool { isAny || tags.contains(tag[...]) }
}
