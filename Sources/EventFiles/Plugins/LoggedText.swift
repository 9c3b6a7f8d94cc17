/// Text that was logged at one step: one string, a list, or a table.
public struct LoggedText: Hashable, Sendable {
    /// The strings, row after row. TensorBoard shows them as Markdown.
    public let strings: [String]
    /// The size of each dimension, outermost first; empty for a single string. From a file it may be anything.
    public let shape: [Int64]

    /// One text.
    public init(_ text: String) {
        self.init(strings: [text], shape: [])
    }

    /// A list of texts, which TensorBoard shows as a column.
    public init(list: [String]) {
        self.init(strings: list, shape: [Int64(list.count)])
    }

    init(strings: [String], shape: [Int64]) {
        self.strings = strings
        self.shape = shape
    }

    init?(_ tensor: Tensor) {
        guard tensor.elementType == .string else { return nil }
        self.init(strings: tensor.strings.map { String(decoding: $0, as: UTF8.self) }, shape: tensor.shape)
    }
}

extension SummaryValue {
    /// Text for TensorBoard's text page.
    ///
    /// - Parameters:
    ///   - tag: What it is shown under.
    ///   - text: Markdown.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title.
    public static func text(
        _ tag: String, _ text: LoggedText, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        SummaryValue(
            tag: tag, payload: .tensor(Tensor(strings: text.strings.map { Array($0.utf8) }, shape: text.shape)),
            metadata: SummaryMetadata(
                pluginName: PluginName.text, displayName: displayName, summaryDescription: description,
                dataClass: .tensor))
    }
}
