/// What stands in a section of a summary: a text, or lines.
public struct SummarySection: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// The text.
    public let text: String

    /// A section of a text.
    public init(_ text: String) { self.text = text }
    /// A section of lines.
    public init(_ lines: [String]) { text = lines.joined(separator: "\n") }
    /// A section of a text.
    public init(stringLiteral value: String) { self.init(value) }
    /// A section of lines.
    public init(arrayLiteral elements: String...) { self.init(elements) }
}
