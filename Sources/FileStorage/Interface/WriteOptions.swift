/// How a file is written.
public struct WriteOptions: Sendable {
    /// What to do when there is a file of this name.
    public enum Condition: Hashable, Sendable {
        /// It is replaced.
        case always
        /// Nothing is written, and the call throws `alreadyExists`.
        case onlyIfAbsent
        /// It is replaced only while its ``FileInfo/version`` is this one; otherwise the call throws `alreadyExists`.
        case onlyIfVersion(String)
    }

    /// The media type that a store tells browsers. Stores that keep none ignore it. Default: none.
    public var contentType: String?

    /// What to do when there is a file of this name. Default: it is replaced.
    public var condition: Condition

    /// Whether a large transfer that was interrupted stays at the store, and the next call for the same key that resumes goes
    /// on where it ended. Whoever turns it on has what nobody goes on with removed
    /// (``S3FileStore/abortUploads(startedBefore:)``). Only for files on this machine, whose bytes can be compared. Default: no.
    public var resumes: Bool

    /// Told now and then how far it is. Default: nobody.
    public var progress: TransferProgress.Observer?

    /// Makes some.
    public init(
        contentType: String? = nil, condition: Condition = .always, resumes: Bool = false,
        progress: TransferProgress.Observer? = nil
    ) {
        self.contentType = contentType
        self.condition = condition
        self.resumes = resumes
        self.progress = progress
    }
}
