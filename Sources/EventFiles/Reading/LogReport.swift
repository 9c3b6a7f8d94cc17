/// Something about a log directory that whoever reads it should know. It is no error: reading goes on.
public struct LogReport: Hashable, Sendable, CustomStringConvertible {
    /// The kind of report. More kinds may be added.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, as in `Kind.damagedRecord`.
        public let description: String

        /// The data of a record do not fit their checksum; the record was passed over.
        public static let damagedRecord = Kind(description: "damagedRecord")
        /// The length of a record does not fit its checksum: the rest of the file cannot be read.
        public static let lostRest = Kind(description: "lostRest")
        /// A record is longer than accepted, and was passed over.
        public static let tooLong = Kind(description: "tooLong")
        /// An intact record is no event, and was passed over.
        public static let malformedRecord = Kind(description: "malformedRecord")
        /// A value's plugin asks for something else than what the value holds; it was passed over.
        public static let malformedValue = Kind(description: "malformedValue")
        /// A tag's steps went backwards, as they do after a training was started again. All values are given.
        public static let stepsWentBack = Kind(description: "stepsWentBack")
        /// Another file is at a path now. It is read from its start.
        public static let fileReplaced = Kind(description: "fileReplaced")
        /// A file lost bytes that were read already. It is read again from its start: its values come again.
        public static let fileTruncated = Kind(description: "fileTruncated")
        /// A file is gone. What was read of it stays true.
        public static let fileRemoved = Kind(description: "fileRemoved")
        /// A file or folder could not be read. It is tried again in the next pass.
        public static let unreadable = Kind(description: "unreadable")
        /// The tags take more memory than accepted; values of further tags are passed over.
        public static let tooManyTags = Kind(description: "tooManyTags")
        /// There are more folders, or deeper ones, than are looked at.
        public static let tooManyFolders = Kind(description: "tooManyFolders")
    }

    /// What kind of report it is.
    public let kind: Kind
    /// The file or folder, relative to the log directory.
    public let path: String
    /// Where the record starts in the file, in bytes; `nil` when it is not about a record.
    public let byteOffset: Int?
    /// What happened.
    public let message: String

    /// The path, the position if there is one, and the message.
    public var description: String {
        byteOffset.map { "\(path), byte \($0): \(message)" } ?? "\(path): \(message)"
    }
}
