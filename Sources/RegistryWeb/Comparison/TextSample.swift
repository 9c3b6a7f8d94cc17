import RegistryCore

/// A text that a run logged at a step: a record with a field `text` or `predicted`, perhaps with what was `expected`; or a
/// text file with a label.
struct TextSample: Sendable {
    /// The fields of records that are looked for.
    static let fields = ["text", "predicted"]
    /// The most bytes of a file that are read: 64 KiB.
    static let mostBytes = 65_536

    let label: String
    let step: Int64
    let text: String
    /// What it should be; `nil` when that is not known.
    let expected: String?
    /// Whether it is Markdown.
    let isMarkdown: Bool

    init(label: String, step: Int64, text: String, expected: String? = nil, isMarkdown: Bool = false) {
        self.label = label
        self.step = step
        self.text = text
        self.expected = expected
        self.isMarkdown = isMarkdown
    }

    /// The text of a record; `nil` when it has none.
    init?(_ record: Document, step: Int64) {
        guard let text = Self.fields.lazy.compactMap({ record[$0]?.stringValue }).first else { return nil }
        self.init(
            label: record["label"]?.stringValue ?? "text", step: step, text: text,
            expected: record["expected"]?.stringValue)
    }
}
