/// What stands before a value: a name in a document, a position in a list.
///
/// Both can be written as a literal: `writer.append("step", int64: 7)`, `writer.append(0, string: "first")`.
public enum BSONKey: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// A field's name.
    case name(String)
    /// An element's position in a list, from 0.
    case index(Int)

    /// A field's name.
    public init(stringLiteral value: String) { self = .name(value) }

    /// An element's position in a list, from 0.
    public init(integerLiteral value: Int) { self = .index(value) }
}
