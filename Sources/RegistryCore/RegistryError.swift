/// What went wrong, in words for the person who has to do something about it.
///
/// Every public call of the registry throws this type and no other, apart from `CancellationError`.
/// `description` is safe to show to anybody: it never holds a password, a token or the content of a record.
public struct RegistryError: Error, Sendable {
    /// The kind of failure. New kinds may be added: a `switch` over it needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notFound, alreadyExists, invalidArgument, unavailable, timedOut, corruptData, unsupported
            case accessDenied, readOnly, internalFailure
        }

        private let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// What was asked for does not exist.
        public static let notFound = Code(.notFound)
        /// It exists already and may exist only once.
        public static let alreadyExists = Code(.alreadyExists)
        /// The caller's input cannot be used; the message says what would be accepted.
        public static let invalidArgument = Code(.invalidArgument)
        /// The store cannot be reached or is busy at this moment; the same call may succeed later.
        public static let unavailable = Code(.unavailable)
        /// The call did not end within its time limit.
        public static let timedOut = Code(.timedOut)
        /// Stored bytes are not what this program writes.
        public static let corruptData = Code(.corruptData)
        /// The store, or this build, cannot do it.
        public static let unsupported = Code(.unsupported)
        /// The store does not let this user in, or do this. The same call may succeed when that is put right.
        public static let accessDenied = Code(.accessDenied)
        /// The store is open for reading only; nothing can be changed in it.
        public static let readOnly = Code(.readOnly)
        /// A fault of this program.
        public static let internalFailure = Code(.internalFailure)

        /// The code's stable name, for logs and for answers over HTTP.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code

    /// What happened, to what, and what to do about it. One or two sentences, without secrets.
    public let message: String

    /// The error of a lower layer that led to this one. It may hold details that are not fit to be shown.
    public let underlying: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }
}

extension RegistryError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The message alone: safe to show.
    public var description: String { message }

    /// Code, message and cause: for the operator's log.
    public var debugDescription: String {
        let cause = underlying.map { " (caused by: \(String(reflecting: $0)))" } ?? ""
        return "\(code): \(message)\(cause)"
    }
}
