public import RegistryCore

/// What a store says of a file without its bytes.
public struct FileInfo: Hashable, Sendable {
    /// Its name.
    public var key: FileKey

    /// How many bytes it has.
    public var size: Int64

    /// When it was written last, by the store's clock; `nil` where a store does not say.
    public var modified: WallTime?

    /// A text that changes when the bytes do. It may be a digest, but need not; it is compared and nothing else.
    public var version: String?

    /// Makes one.
    public init(key: FileKey, size: Int64, modified: WallTime? = nil, version: String? = nil) {
        self.key = key
        self.size = size
        self.modified = modified
        self.version = version
    }
}
