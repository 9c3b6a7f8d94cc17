public import RegistryCore

/// A text that stands under a label: what a model wrote, what it should have written, or Markdown.
public struct LabelledText: Hashable, Sendable {
    /// What it is shown under, with `/` between levels.
    public var label: String
    /// Where it stands on the training's axis; `nil` when it belongs to the whole run.
    public var step: Step?
    /// The text.
    public var text: String
    /// What it should be, to be compared with it.
    public var expected: String?
    /// Whether the text is Markdown.
    public var isMarkdown: Bool

    /// A text. Default: plain, without a step, compared with nothing.
    public init(label: String, step: Step? = nil, text: String, expected: String? = nil, isMarkdown: Bool = false) {
        self.label = label
        self.step = step
        self.text = text
        self.expected = expected
        self.isMarkdown = isMarkdown
    }

    /// The text as the journal holds it.
    var document: Document {
        var document: Document = ["label": .string(label), "text": .string(text), "isMarkdown": .bool(isMarkdown)]
        document["step"] = step.map { .int($0.rawValue) }
        document["expected"] = expected.map { .string($0) }
        return document
    }

    /// Reads what ``document`` wrote; `nil` for anything else.
    init?(_ document: Document) {
        guard let label = document["label"]?.stringValue, let text = document["text"]?.stringValue else { return nil }
        self.init(
            label: label, step: document["step"]?.intValue.map { Step($0) }, text: text,
            expected: document["expected"]?.stringValue, isMarkdown: document["isMarkdown"]?.boolValue ?? false)
    }
}
