/// How a tag wants to be shown.
public struct SummaryMetadata: Hashable, Sendable {
    /// What TensorBoard's data server takes the values for.
    public enum DataClass: Int64, Hashable, Sendable {
        /// Not said.
        case unknown = 0
        /// One number a step.
        case scalar = 1
        /// A tensor a step.
        case tensor = 2
        /// A list of byte strings a step, such as images.
        case blobSequence = 3
    }

    /// The TensorBoard plugin that shows the tag, for example `scalars`.
    public var pluginName: String
    /// Bytes whose meaning the plugin defines.
    public var pluginContent: [UInt8]
    /// The title to show in place of the tag; empty for the tag itself.
    public var displayName: String
    /// Markdown shown beside the title.
    public var summaryDescription: String
    /// What the values are.
    public var dataClass: DataClass

    /// How a tag wants to be shown.
    public init(
        pluginName: String, pluginContent: [UInt8] = [], displayName: String = "", summaryDescription: String = "",
        dataClass: DataClass = .unknown
    ) {
        self.pluginName = pluginName
        self.pluginContent = pluginContent
        self.displayName = displayName
        self.summaryDescription = summaryDescription
        self.dataClass = dataClass
    }

    /// The metadata of a scalar.
    public static let scalars = SummaryMetadata(pluginName: "scalars", dataClass: .scalar)
}
