/// "1 bar", "12,345 bars": how many there are of something, in a chart's note.
package enum CountedNoun {
    /// The number, its digits grouped.
    package static func number(_ count: Int) -> String { TickLabel.grouped(count) }

    /// The number with its noun, in the plural by an s.
    package static func text(_ count: Int, _ noun: String) -> String {
        "\(TickLabel.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The parts that are there and not empty, as one note.
    static func note(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// How many of a noun there are, with words after it; `nil` for none.
    package static func some(_ count: Int, _ noun: String, _ words: String) -> String? {
        count > 0 ? "\(text(count, noun)) \(words)" : nil
    }

    /// How many of something there are, with words after it; `nil` for none.
    package static func some(_ count: Int, _ words: String) -> String? {
        count > 0 ? "\(TickLabel.grouped(count)) \(words)" : nil
    }
}
