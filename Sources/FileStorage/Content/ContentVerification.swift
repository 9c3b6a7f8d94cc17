import RegistryCore

/// What a content store's files are when they are compared with their names; see ``ContentStore/verify(parallel:onFault:onProgress:)``.
public struct ContentVerification: Hashable, Sendable {
    /// A content that is not as it should be.
    public struct Fault: Hashable, Sendable {
        /// What is wrong.
        public enum Kind: String, Hashable, Sendable {
            /// The bytes are not those that the name says.
            case damaged
            /// They cannot be read, so that nobody can say.
            case unreadable
        }

        /// Its name.
        public var id: ContentID
        /// Where it lies.
        public var key: FileKey
        /// What is wrong.
        public var kind: Kind
        /// A sentence that says why.
        public var message: String
    }

    /// So many faults are kept in ``faults``; all are counted.
    public static let mostFaults = 1_000

    /// How many contents were looked at.
    public var found = 0
    /// How many bytes were read of them.
    public var readBytes: Int64 = 0
    /// How many are what their names say.
    public var intact = 0
    /// How many are not.
    public var damaged = 0
    /// How many could not be read.
    public var unreadable = 0
    /// How many were deleted before they could be read.
    public var gone = 0
    /// How many files lie among the contents that are none: their names are no digests, or they lie elsewhere than their names say.
    public var foreign = 0
    /// The first faults, in the order in which they were found.
    public var faults: [Fault] = []

    /// Makes an empty one.
    public init() {}

    /// Whether everything could be read, and is what its name says.
    public var isWhole: Bool { damaged == 0 && unreadable == 0 }
}
