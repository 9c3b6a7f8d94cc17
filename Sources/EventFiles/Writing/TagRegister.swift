/// Remembers which tags of a file have had their metadata: readers take a tag's metadata from its first value only.
public struct TagRegister: Sendable {
    private var described: Set<String> = []

    /// A register of a file that has no values yet.
    public init() {}

    /// The value, without its metadata when its tag has had them before.
    ///
    /// Hyperparameters keep theirs: there the metadata is the value.
    public mutating func removingRepeatedMetadata(from value: SummaryValue) -> SummaryValue {
        guard let metadata = value.metadata, metadata.pluginName != PluginName.hparams,
            !described.insert(value.tag).inserted
        else { return value }
        return SummaryValue(tag: value.tag, payload: value.payload)
    }
}
