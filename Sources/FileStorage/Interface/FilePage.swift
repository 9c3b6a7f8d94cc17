/// A part of a list of files, in the order of their keys' bytes. (SeaweedFS keeps another order, that of its folders.)
public struct FilePage: Hashable, Sendable {
    /// The files.
    public var files: [FileInfo]

    /// The folders right below the one that is listed, when ``FileListing/isRecursive`` is off.
    public var folders: [FileKey]

    /// What the next page's ``FileListing/cursor`` is; `nil` when this is the last one.
    public var next: String?

    /// How many names the store holds here that are no ``FileKey`` (`a//b`, a folder's place holder), and are left out.
    public var unusableNames: Int

    /// Makes one.
    public init(files: [FileInfo] = [], folders: [FileKey] = [], next: String? = nil, unusableNames: Int = 0) {
        self.files = files
        self.folders = folders
        self.next = next
        self.unusableNames = unusableNames
    }
}
