/// What can be wrong with an event file or with what is to be written to one, and at which byte of it.
public struct EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. More kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case damaged, damagedLength, truncated, tooLong, malformed, unreadable, unwritable, removed, closed, invalid
        }
        private let kind: Kind

        private init(_ kind: Kind) {
            self.kind = kind
        }

        /// The data of a record do not fit their checksum. Its length does, so the next record can be read.
        public static let damaged = Code(.damaged)
        /// The length of a record does not fit its checksum. Nothing after this byte can be found.
        public static let damagedLength = Code(.damagedLength)
        /// The file ends inside a record, or before the place it was to be continued from.
        public static let truncated = Code(.truncated)
        /// A record is longer than the reader was told to accept. The next record can be read.
        public static let tooLong = Code(.tooLong)
        /// A record is intact, but its content is not an event.
        public static let malformed = Code(.malformed)
        /// The operating system refused to open or read the file.
        public static let unreadable = Code(.unreadable)
        /// The operating system refused to create or write the file.
        public static let unwritable = Code(.unwritable)
        /// The file was deleted while it was being written: what is written to it, nobody can read.
        public static let removed = Code(.removed)
        /// The writer was closed before.
        public static let closed = Code(.closed)
        /// A value that cannot be written as asked, such as lists whose lengths do not fit each other.
        public static let invalid = Code(.invalid)

        /// The name of the kind, as in `Code.damaged`.
        public var description: String { kind.rawValue }
    }

    /// The kind of fault.
    public let code: Code
    /// Where the record that is at fault starts, in bytes from the start of the file; `nil` when no record is at fault.
    public let byteOffset: Int?
    /// What happened, to what.
    public let message: String

    /// The message, with the position if there is one.
    public var description: String {
        byteOffset.map { "\(message) (record at byte \($0))" } ?? message
    }

    /// An error.
    package init(_ code: Code, at byteOffset: Int? = nil, _ message: String) {
        self.code = code
        self.byteOffset = byteOffset
        self.message = message
    }
}
