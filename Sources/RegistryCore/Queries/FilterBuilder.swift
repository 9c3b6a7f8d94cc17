/// A field of the records a question is about, to be compared with something.
///
/// ```swift
/// let filter = field("MSE") < 0.05 && field("ModelName").matches("^auto")
/// ```
///
/// A path that comes from outside is read with `try FieldPath(text)`; one written here and malformed traps.
public func field(_ path: FieldPath) -> FilterField { FilterField(path) }

/// A field of the records a question is about. Comparing it makes a ``Filter``.
public struct FilterField: Hashable, Sendable {
    /// Where the field is.
    public let path: FieldPath

    /// A field at a path.
    public init(_ path: FieldPath) { self.path = path }

    /// The field, or an element of it, equals the value; `nil` also stands for a missing field.
    public static func == (field: FilterField, value: Value) -> Filter { .field(field.path, .equals(value)) }
    /// Neither the field nor an element of it equals the value; also for records without the field.
    public static func != (field: FilterField, value: Value) -> Filter { .field(field.path, .not(.equals(value))) }
    /// The field is less than the value and of its type.
    public static func < (field: FilterField, value: Value) -> Filter { .field(field.path, .less(value)) }
    /// The field is less than or equal to the value and of its type.
    public static func <= (field: FilterField, value: Value) -> Filter { .field(field.path, .lessOrEqual(value)) }
    /// The field is greater than the value and of its type.
    public static func > (field: FilterField, value: Value) -> Filter { .field(field.path, .greater(value)) }
    /// The field is greater than or equal to the value and of its type.
    public static func >= (field: FilterField, value: Value) -> Filter { .field(field.path, .greaterOrEqual(value)) }

    /// The field is text in which the pattern is found.
    public func matches(_ pattern: Pattern) -> Filter { .field(path, .matches(pattern)) }

    /// The field is text in which the pattern, written here, is found. A malformed one is a programmer's error and traps;
    /// one from outside is read with `try Pattern(text)`.
    public func matches(_ literal: StaticString, options: Pattern.Options = []) -> Filter {
        do throws(PatternError) {
            return matches(try Pattern("\(literal)", options: options))
        } catch {
            preconditionFailure(error.description)
        }
    }

    /// The field equals one of the values.
    public func isOne(of values: [Value]) -> Filter { .field(path, .oneOf(values)) }

    /// The field is a list in which every one of the values occurs, or is itself the only one of them.
    public func containsAll(_ values: [Value]) -> Filter { .field(path, .containsAll(values)) }

    /// The field is there, be it `null`.
    public var exists: Filter { .field(path, .exists(true)) }

    /// The field is of one of these types, or a list with an element that is.
    public func hasType(_ types: ValueType...) -> Filter { .field(path, .hasType(types)) }

    /// The field is a list of exactly this many elements.
    public func hasCount(_ count: Int) -> Filter { .field(path, .count(count)) }

    /// The field is a list with an element, a document, that meets the filter, whose paths begin in the element.
    public func hasElement(_ filter: Filter) -> Filter { .field(path, .anyElement(filter)) }

    /// The field is a list with an element that itself meets all of the conditions.
    public func hasElement(meeting conditions: Condition...) -> Filter { .field(path, .anyValue(conditions)) }
}

extension Filter {
    /// Records that meet both.
    public static func && (left: Filter, right: Filter) -> Filter {
        if case .and(let parts) = left { return .and(parts + [right]) }
        return .and([left, right])
    }

    /// Records that meet at least one.
    public static func || (left: Filter, right: Filter) -> Filter {
        if case .or(let parts) = left { return .or(parts + [right]) }
        return .or([left, right])
    }

    /// Records that do not meet it.
    public static prefix func ! (filter: Filter) -> Filter { .not(filter) }
}
