public import BSONCoding

/// What identifies one record within its collection: the field `_id`.
public enum RecordID: Hashable, Sendable, CustomStringConvertible {
    /// The usual identifier, made by the registry.
    case objectID(ObjectID)
    /// A name; runs have their ``RunID`` here.
    case string(String)
    /// A number, in collections of the user's own.
    case int(Int64)

    /// The identifier of a run's record.
    public init(_ run: RunID) { self = .string(run.description) }

    /// The identifier that the field `_id` holds; `nil` for values of other types, which cannot identify a record.
    public init?(_ value: Value) {
        switch value {
        case .objectID(let id): self = .objectID(id)
        case .string(let id): self = .string(id)
        case .int(let id): self = .int(id)
        default: return nil
        }
    }

    /// Reads an identifier from text: 24 hexadecimal digits are an ObjectID, anything else is a name.
    public init(_ text: String) { self = ObjectID(text).map { .objectID($0) } ?? .string(text) }

    /// The identifier as a field's value.
    public var value: Value {
        switch self {
        case .objectID(let id): .objectID(id)
        case .string(let id): .string(id)
        case .int(let id): .int(id)
        }
    }

    /// The identifier as text.
    public var description: String {
        switch self {
        case .objectID(let id): id.description
        case .string(let id): id
        case .int(let id): "\(id)"
        }
    }
}
