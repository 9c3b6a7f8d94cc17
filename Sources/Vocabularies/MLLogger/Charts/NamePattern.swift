/// A name in which `*` stands for any number of characters.
struct NamePattern {
    private let parts: [[UInt8]]

    init(_ text: String) {
        parts = text.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
    }

    /// Whether a name is meant. It takes as long as the name times the pattern, not more.
    func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return parts.first == name }
        guard name.starts(with: first), name.count >= first.count + last.count,
            name.suffix(last.count).elementsEqual(last)
        else { return false }
        var rest = name[first.count..<name.count - last.count]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
            rest = rest[(place + part.count)...]
        }
        return true
    }
}
