package import RegistryCore

/// Which files are listed, a page at a time.
public struct FileListing: Hashable, Sendable {
    /// The largest page: what S3 gives at most.
    public static let largestPage = 1_000

    /// The folder whose files are listed; `nil` is all of the store.
    public var folder: FileKey?

    /// Whether files in folders below are listed as well. Otherwise these are said as ``FilePage/folders``. Default: yes.
    public var isRecursive: Bool

    /// At most so many files and folders together, 1 to ``largestPage``, which is the default.
    public var limit: Int

    /// Where the previous page ended, as it said in ``FilePage/next``. Default: the first page.
    public var cursor: String?

    /// Makes one.
    public init(
        in folder: FileKey? = nil, isRecursive: Bool = true, limit: Int = FileListing.largestPage, cursor: String? = nil
    ) {
        self.folder = folder
        self.isRecursive = isRecursive
        self.limit = limit
        self.cursor = cursor
    }

    /// The beginning of all keys that are listed.
    package var prefix: String { folder.map { "\($0.path)/" } ?? "" }

    /// The limit, when it is one.
    package func checkedLimit() throws(RegistryError) -> Int {
        guard (1...Self.largestPage).contains(limit) else {
            throw RegistryError(
                .invalidArgument, "A page has 1 to \(Self.largestPage) files; \(limit) were asked for.")
        }
        return limit
    }
}
