/// Which records a question is about: a tree of conditions on fields, with MongoDB's meaning.
///
/// The same filter gives the same answer on every store. It can be written in three ways: as MongoDB's JSON, in the
/// expression language, and with Swift's operators.
///
/// What the conditions mean, in short: a path goes through documents, and into every element of a list on its way; a
/// condition holds when it holds for the field's value or for one of the elements if the value is a list; values of
/// different types are never less or greater than each other, and whole and floating point numbers are one type; a
/// missing field equals `null`; NaN equals NaN and is neither less nor greater than anything.
public indirect enum Filter: Hashable, Sendable {
    /// Every record.
    case everything
    /// Records for which all hold; for an empty list, every record.
    case and([Filter])
    /// Records for which at least one holds; for an empty list, none.
    case or([Filter])
    /// Records for which it does not hold.
    case not(Filter)
    /// Records whose field at the path meets the condition.
    case field(FieldPath, Condition)
    /// Records with a document at the path of which one field has a text in which `holding` is found, or a name, as it is
    /// stored, in which `named` is.
    case anyField(of: FieldPath, named: Pattern, holding: Pattern)
    /// Records in which the time between two moments, in milliseconds, lies in the range: from the one at the first path
    /// to the one at the second; for `nil`, to the moment at which the question is answered. Records that lack one of the
    /// moments, or have something else there, do not match.
    case span(from: FieldPath, to: FieldPath?, in: ClosedRange<Int64>)

    /// The same question put at a moment: what it asks about the time up to then is asked of the moments themselves,
    /// which indexes hold.
    package func asked(at now: WallTime) -> Filter {
        switch self {
        case .and(let parts): .and(parts.map { $0.asked(at: now) })
        case .or(let parts): .or(parts.map { $0.asked(at: now) })
        case .not(let part): .not(part.asked(at: now))
        case .span(from: let path, to: nil, in: let range):
            .field(path, .all(Self.moments(range, before: now.millisecondsSince1970)))
        case .everything, .field, .anyField, .span: self
        }
    }

    /// The bounds that are there: those of the range at its ends are none.
    private static func moments(_ range: ClosedRange<Int64>, before now: Int64) -> [Condition] {
        func moment(_ age: Int64) -> Value {
            let (difference, overflow) = now.subtractingReportingOverflow(age)
            return .date(WallTime(millisecondsSince1970: overflow ? (age > 0 ? .min : .max) : difference))
        }
        var bounds: [Condition] = []
        // One of the two also says that it is a moment.
        if range.lowerBound > .min || range.upperBound == .max {
            bounds.append(.lessOrEqual(range.lowerBound > .min ? moment(range.lowerBound) : moment(.min)))
        }
        if range.upperBound < .max { bounds.append(.greaterOrEqual(moment(range.upperBound))) }
        return bounds
    }
}

/// What a ``Filter`` asks of one field.
public indirect enum Condition: Hashable, Sendable {
    /// The value, or an element of it, equals this one. `null` also equals a missing field.
    case equals(Value)
    /// The value is less than this one and of its type.
    case less(Value)
    /// The value is less than or equal to this one and of its type.
    case lessOrEqual(Value)
    /// The value is greater than this one and of its type.
    case greater(Value)
    /// The value is greater than or equal to this one and of its type.
    case greaterOrEqual(Value)
    /// The value equals one of these.
    case oneOf([Value])
    /// The field is there (`true`) or is not (`false`); a field that holds `null` is there.
    case exists(Bool)
    /// The value is text in which the pattern is found.
    case matches(Pattern)
    /// The value, or an element of it, is of one of these types.
    case hasType([ValueType])
    /// The value is a list of exactly this many elements.
    case count(Int)
    /// Each of these values is met as by ``equals(_:)``. An empty list is never met.
    case containsAll([Value])
    /// The value is a list with one element, a document, that meets this filter.
    case anyElement(Filter)
    /// The value is a list with one element that meets all of these conditions itself.
    case anyValue([Condition])
    /// All of these hold, each perhaps by another element of a list.
    case all([Condition])
    /// The condition does not hold.
    case not(Condition)
}

/// The types a value can have, by MongoDB's names.
public enum ValueType: String, Hashable, Sendable, CaseIterable {
    /// `null`; a missing field has no type.
    case null
    /// True or false.
    case bool
    /// A whole number. MongoDB's `int` and `long` are both this.
    case int
    /// A floating point number.
    case double
    /// A whole or a floating point number.
    case number
    /// Text.
    case string
    /// A moment.
    case date
    /// Bytes.
    case binary = "binData"
    /// An identifier of 12 bytes.
    case objectID = "objectId"
    /// A list.
    case array
    /// A document.
    case document = "object"
}
