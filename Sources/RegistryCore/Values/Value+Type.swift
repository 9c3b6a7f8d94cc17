extension Value {
    /// The value's type; never ``ValueType/number``.
    public var type: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .date: .date
        case .binary: .binary
        case .objectID: .objectID
        case .array: .array
        case .document: .document
        }
    }
}

extension ValueType {
    /// The place of the type in the order of types. Values of one rank can be less or greater than each other.
    var rank: UInt8 {
        switch self {
        case .null: 1
        case .int, .double, .number: 2
        case .string: 3
        case .document: 4
        case .array: 5
        case .binary: 6
        case .objectID: 7
        case .bool: 8
        case .date: 9
        }
    }
}
