/// One value as it stands in BSON: every type of the specification, also those that only old or foreign programs write.
public enum BSONValue: Sendable {
    /// A floating point number.
    case double(Double)
    /// Text.
    case string(String)
    /// A document, not yet read.
    case document(BSONReader)
    /// A list, not yet read; its keys are positions.
    case array(BSONReader)
    /// Bytes and their subtype.
    case binary(subtype: UInt8, bytes: [UInt8])
    /// JavaScript's undefined (deprecated in the specification).
    case undefined
    /// A 12-byte identifier.
    case objectID(ObjectID)
    /// True or false.
    case bool(Bool)
    /// A moment, in milliseconds since 1970-01-01T00:00:00Z.
    case date(millisecondsSince1970: Int64)
    /// Nothing.
    case null
    /// A regular expression and its option letters.
    case regex(pattern: String, options: String)
    /// A reference to a record (deprecated in the specification).
    case dbPointer(namespace: String, id: ObjectID)
    /// JavaScript.
    case code(String)
    /// A symbol (deprecated in the specification).
    case symbol(String)
    /// JavaScript with the variables it sees (deprecated in the specification).
    case codeWithScope(String, scope: BSONReader)
    /// A whole number of 32 bits.
    case int32(Int32)
    /// The server's own time stamp: seconds since 1970 and a counter within the second.
    case timestamp(seconds: UInt32, increment: UInt32)
    /// A whole number of 64 bits.
    case int64(Int64)
    /// A decimal number of 34 digits.
    case decimal128(BSONDecimal128)
    /// Smaller than every value.
    case minKey
    /// Larger than every value.
    case maxKey
}

/// One field of a document: its name and its value.
public struct BSONElement: Sendable {
    /// The name; in a list the position as decimal digits.
    public let key: String

    /// The value.
    public let value: BSONValue

    init(key: String, value: BSONValue) {
        self.key = key
        self.value = value
    }
}
