/// A finished chart, not yet written anywhere.
public struct GeneratedChart: Hashable, Sendable {
    /// The chart's title.
    public let title: String
    /// A name for its file, without a folder: `chart_<what it shows>_<8 hex digits>.png`.
    public let fileName: String
    /// The PNG file.
    public let png: [UInt8]
}
