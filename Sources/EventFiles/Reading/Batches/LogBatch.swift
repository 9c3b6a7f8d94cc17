/// Some of what a file of a run holds, in the file's order. Scalars and other values stand in lists of their own.
public struct LogBatch: Sendable {
    /// The run: its folder relative to the log directory, `.` for the log directory itself.
    public let run: String
    /// The file, relative to the log directory; empty when the batch has nothing but reports about folders.
    public let file: String
    /// All tags of the run so far. A tag keeps its index as long as the reader lives.
    public let tags: [LoggedTag]
    /// The numbers.
    public let scalars: [LoggedScalar]
    /// Everything else.
    public let values: [LoggedEntry]
    /// What went wrong, or is worth knowing.
    public let reports: [LogReport]
    /// How many further reports there were.
    public let unlistedReportCount: Int
    /// How far the file has been read, in bytes.
    public let endOffset: Int
}
