/// A file that belongs to a run of another tracker. It stays where it is; the registry gets a record of it.
public struct SourceFile: Hashable, Sendable {
    /// Its name or path as the tracker knows it.
    public var name: String
    /// The kind in the tracker's words: `image`, `artifact`.
    public var type: String
    /// Where its bytes lie: a path, or a URL without anything secret. Empty when that is not known.
    public var location: String
    /// The step it belongs to.
    public var step: Int64?
    /// The label under which it is shown.
    public var label: String?
    /// The size in bytes.
    public var size: Int64?
    /// The content's SHA-256 as 64 hexadecimal digits.
    public var sha256: String?
    /// The media type: `image/png`.
    public var contentType: String?

    /// A file.
    public init(
        name: String, type: String, location: String, step: Int64? = nil, label: String? = nil, size: Int64? = nil,
        sha256: String? = nil, contentType: String? = nil
    ) {
        self.name = name
        self.type = type
        self.location = location
        self.step = step
        self.label = label
        self.size = size
        self.sha256 = sha256
        self.contentType = contentType
    }
}
