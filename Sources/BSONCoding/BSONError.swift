/// Why bytes are not BSON, or why something cannot be written as BSON.
public struct BSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. New kinds may be added: a `switch` over it needs a `default`.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The kind's stable name.
        public let description: String

        /// The bytes end before the document does.
        public static let truncated = Kind(description: "truncated")
        /// A length contradicts what is there.
        public static let badLength = Kind(description: "badLength")
        /// A byte that is no type of BSON stands where a type is due.
        public static let unknownType = Kind(description: "unknownType")
        /// Text is not UTF-8.
        public static let badText = Kind(description: "badText")
        /// A truth value is neither 0 nor 1.
        public static let badBoolean = Kind(description: "badBoolean")
        /// Documents are nested deeper than ``BSONWriter/deepestNesting``.
        public static let tooDeep = Kind(description: "tooDeep")
        /// A document is larger than the 2,147,483,647 bytes that its length can say.
        public static let tooLarge = Kind(description: "tooLarge")
        /// A key, or a regular expression's text, holds a NUL, which ends it in BSON.
        public static let nulInText = Kind(description: "nulInText")
    }

    /// The kind of fault.
    public let kind: Kind

    /// Where in the document, in bytes from the beginning of the outermost one.
    public let offset: Int

    /// What was found there. It never holds the document's content.
    public let message: String

    /// Makes an error.
    public init(_ kind: Kind, at offset: Int, _ message: String) {
        self.kind = kind
        self.offset = offset
        self.message = message
    }

    /// The message and the place.
    public var description: String { "\(message) (byte \(offset))" }
}
