/// What can be wrong with an event file, and at which byte of it.
public struct EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. More kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case damaged, truncated, tooLong, malformed, unreadable, unwritable, closed }
        private let kind: Kind

        private init(_ kind: Kind) {
            self.kind = kind
        }

        /// A checksum does not fit its bytes. Nothing after this byte can be trusted.
        public static let damaged = Code(.damaged)
        /// The file ends inside a record: its writer was stopped, or is still writing.
        public static let truncated = Code(.truncated)
        /// A record says it is longer than the reader was told to accept.
        public static let tooLong = Code(.tooLong)
        /// A record is intact, but its content is not an event.
        public static let malformed = Code(.malformed)
        /// The operating system refused to open or read the file.
        public static let unreadable = Code(.unreadable)
        /// The operating system refused to create or write the file.
        public static let unwritable = Code(.unwritable)
        /// The writer was closed before.
        public static let closed = Code(.closed)

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

    init(_ code: Code, at byteOffset: Int? = nil, _ message: String) {
        self.code = code
        self.byteOffset = byteOffset
        self.message = message
    }
}
