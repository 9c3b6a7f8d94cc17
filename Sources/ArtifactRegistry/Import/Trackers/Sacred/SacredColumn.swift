import BSONCoding
import RegistryCore

/// The values, the steps or the times of one metric of Sacred's, one after the other.
enum SacredColumn {
    /// Those of a JSON file.
    case elements(ArraySlice<Value>)
    /// Those of a document of MongoDB's, which has up to 16 MB: they are read where they lie.
    case encoded(BSONReader)
    /// None: what is there is no list.
    case missing

    init(_ value: Value?) {
        if let elements = value?.arrayValue { self = .elements(elements[...]) } else { self = .missing }
    }

    init(_ value: BSONValue?) {
        if case .array(let reader)? = value { self = .encoded(reader) } else { self = .missing }
    }

    /// Whether there is a list.
    var isThere: Bool { if case .missing = self { false } else { true } }

    /// The next one; `nil` behind the last.
    ///
    /// - Throws: ``BSONError``. Nothing can be read behind it.
    mutating func next() throws(BSONError) -> Value? {
        switch self {
        case .missing: return nil
        case .elements(var rest):
            // Gives the other one up first, so that nothing is copied.
            self = .missing
            let first = rest.popFirst()
            self = .elements(rest)
            return first
        case .encoded(var reader):
            self = .missing
            let value = try reader.nextValue()
            self = .encoded(reader)
            guard let value else { return nil }
            return try Value(reading: value)
        }
    }
}
