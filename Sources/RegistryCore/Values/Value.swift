public import BSONCoding

/// Anything a field of a record can hold.
///
/// The cases are BSON's, without the ones that only a database server needs, so that a value means the same in every
/// store. Two values are equal when they would be stored as the same bytes: `1` and `1.0` are not, NaN and NaN are. (A
/// query compares by ``Value/order(_:_:)``, where `1` and `1.0` are equal, as in MongoDB.)
public enum Value: Sendable {
    /// Nothing. In a query it also stands for a field that is missing.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case int(Int64)
    /// A floating point number; NaN and the infinities are values like any other.
    case double(Double)
    /// Text.
    case string(String)
    /// A moment, to the millisecond.
    case date(WallTime)
    /// Bytes.
    case binary(Binary)
    /// A 12-byte identifier.
    case objectID(ObjectID)
    /// A list of values.
    case array([Value])
    /// A document within a document.
    case document(Document)
}

/// Bytes with BSON's note of what they are.
public struct Binary: Hashable, Sendable {
    /// BSON's binary subtype: 0 for bytes in general, 4 for a UUID, 128 and above for the user's own.
    public var subtype: UInt8

    /// The bytes themselves.
    public var bytes: [UInt8]

    /// Bytes of a subtype, in general 0.
    public init(_ bytes: [UInt8], subtype: UInt8 = 0) {
        self.bytes = bytes
        self.subtype = subtype
    }
}

extension Value: Hashable {
    /// Equal when both would be stored as the same bytes.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.double(let left), .double(let right)):
            left.bitPattern == right.bitPattern || (left.isNaN && right.isNaN)
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.date(let left), .date(let right)): left == right
        case (.binary(let left), .binary(let right)): left == right
        case (.objectID(let left), .objectID(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.document(let left), .document(let right)): left == right
        default: false
        }
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .double(let value): hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
        // Swift's strings are equal when canonically equivalent; stored ones only when their bytes are.
        case .string(let value): hasher.combine(ExactName(value))
        case .date(let value): hasher.combine(value)
        case .binary(let value): hasher.combine(value)
        case .objectID(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .document(let value): hasher.combine(value)
        }
    }
}
