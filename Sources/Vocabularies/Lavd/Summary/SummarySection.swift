import RegistryCore
import TrainingLog

/// What stands in a section of a summary: a text, or lines.
public struct SummarySection: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// The text.
    public let text: String

    /// The text without what is known as a secret.
    ///
    /// - Parameter title: Its title. One that could be a secret's name leaves nothing of a section of single words.
    func redacted(under title: String) -> String {
        let isProse = text.split(whereSeparator: \.isNewline).contains { line in
            line.split(whereSeparator: \.isWhitespace).count > 1
        }
        guard !isProse, !text.isEmpty else { return SecretRedaction.redact(text) }
        return SecretRedaction.redact(.string(text), named: title).stringValue ?? ""
    }

    /// A section of a text.
    public init(_ text: String) { self.text = text }
    /// A section of lines.
    public init(_ lines: [String]) { text = lines.joined(separator: "\n") }
    /// A section of a text.
    public init(stringLiteral value: String) { self.init(value) }
    /// A section of lines.
    public init(arrayLiteral elements: String...) { self.init(elements) }
}
