public import BSONCoding

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `nil` is ``null``.
    public init(nilLiteral: ()) { self = .null }
    /// `true` and `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .int(value) }
    /// A number with a decimal point or exponent.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// A document. A key given twice keeps its first place and its last value.
    public init(dictionaryLiteral elements: (String, Value)...) { self = .document(Document(elements)) }
}

extension Value {
    /// A value from true or false.
    public init(_ value: Bool) { self = .bool(value) }
    /// A value from any integer that fits into 64 bits; a larger unsigned one becomes the nearest double.
    public init(_ value: some BinaryInteger) {
        if let exact = Int64(exactly: value) { self = .int(exact) } else { self = .double(Double(value)) }
    }
    /// A value from any floating point number.
    public init(_ value: some BinaryFloatingPoint) { self = .double(Double(value)) }
    /// A value from text.
    public init(_ value: some StringProtocol) { self = .string(String(value)) }
    /// A value from a moment.
    public init(_ value: WallTime) { self = .date(value) }
    /// A value from an identifier.
    public init(_ value: ObjectID) { self = .objectID(value) }
    /// A value from a list.
    public init(_ value: [Value]) { self = .array(value) }
    /// A value from a document.
    public init(_ value: Document) { self = .document(value) }

    /// Whether this is ``null``.
    public var isNull: Bool { if case .null = self { true } else { false } }
    /// The truth value, if this is one.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The whole number, if this is one (a double with a whole value is not).
    public var intValue: Int64? { if case .int(let value) = self { value } else { nil } }
    /// The number as a double, if this is a whole or floating point number. Whole numbers beyond 2^53 are rounded.
    public var numberValue: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
    /// The text, if this is text.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    /// The moment, if this is one.
    public var dateValue: WallTime? { if case .date(let value) = self { value } else { nil } }
    /// The bytes, if these are bytes.
    public var binaryValue: Binary? { if case .binary(let value) = self { value } else { nil } }
    /// The identifier, if this is one.
    public var objectIDValue: ObjectID? { if case .objectID(let value) = self { value } else { nil } }
    /// The elements, if this is a list.
    public var arrayValue: [Value]? { if case .array(let value) = self { value } else { nil } }
    /// The document, if this is one.
    public var documentValue: Document? { if case .document(let value) = self { value } else { nil } }
}
