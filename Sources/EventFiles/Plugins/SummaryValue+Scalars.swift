extension SummaryValue {
    /// The forms a scalar can be written in.
    public enum ScalarForm: Hashable, Sendable {
        /// A number in a field of its own: the shortest, read by everything.
        case simple
        /// A tensor of no dimensions with metadata, as TensorFlow 2 writes it.
        case tensor
    }

    /// A scalar.
    ///
    /// - Parameters:
    ///   - tag: What it is drawn under.
    ///   - value: The number; NaN and infinities are kept.
    ///   - form: How it is written. The default is `simple`.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title. A name or description adds metadata to either form.
    public static func scalar(
        _ tag: String, _ value: Float, form: ScalarForm = .simple, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        let isPlain = form == .simple && displayName.isEmpty && description.isEmpty
        return SummaryValue(
            tag: tag, payload: form == .simple ? .simple(value) : .tensor(Tensor(scalar: value)),
            metadata: isPlain
                ? nil
                : SummaryMetadata(
                    pluginName: PluginName.scalars, displayName: displayName, summaryDescription: description,
                    dataClass: .scalar))
    }
}
