import RegistryCore

/// Turns filters into conditions over key columns.
///
/// What comes out is necessary: every record that matches the filter meets it. ``Outcome/isExact`` says whether it is
/// sufficient too; if not, the records found must still be matched. A key column holds one key for a field's value, and
/// the same key for every list and document: such records are always let through and matched one by one.
struct FilterSQL {
    /// The condition for one filter.
    struct Outcome: Equatable, Sendable {
        var restriction: Restriction
        var isExact: Bool
        /// What a condition that is not exact leaves open of a conjunction; `nil` where that is the whole filter.
        var open: Filter?

        static let unknown = Outcome(restriction: .everything, isExact: false)

        /// What is still to be asked of records that meet the whole restriction; `nil` when nothing is.
        ///
        /// - Parameter filter: The filter that the outcome is of.
        func rest(of filter: Filter) -> Filter? { isExact ? nil : open ?? filter }
    }

    let records: RecordTable

    /// The key of every list and document.
    static let listKey = OrderedKey.sortBytes(of: .array([]))
    /// The key of null and of what is missing.
    static let nullKey = OrderedKey.bytes(of: .null)

    /// So many parameters a statement may have at least, whatever SQLite was built with; some are used otherwise.
    private static let mostParameters = 30_000

    /// So deep a condition may nest: SQLite's parser holds 100 words that wait for their end, and a level has three.
    private static let deepestNesting = 20

    /// The condition for a filter; nothing is known of one that is too much for a statement.
    func outcome(for filter: Filter) throws -> Outcome {
        let outcome = try translate(filter.asked(at: .now))
        let restriction = outcome.restriction
        let isTooMuch = restriction.parameterCount > Self.mostParameters || restriction.depth > Self.deepestNesting
        return isTooMuch ? .unknown : outcome
    }

    private func translate(_ filter: Filter) throws -> Outcome {
        switch filter {
        case .everything: Outcome(restriction: .everything, isExact: true)
        case .and(let parts): try translate(all: parts)
        case .or(let parts): Self.any(try parts.map(translate))
        case .not(let part): Self.negated(try translate(part))
        case .field(let path, let condition): try translate(path, condition)
        case .anyField, .span: .unknown
        }
    }

    private func translate(all parts: [Filter]) throws -> Outcome {
        let outcomes = try parts.map(translate)
        var all = Self.all(outcomes)
        if !all.isExact { all.open = .and(zip(parts, outcomes).compactMap { $1.rest(of: $0) }) }
        return all
    }

    private func translate(_ path: FieldPath, _ condition: Condition) throws -> Outcome {
        let table = records.table
        if path.components == ["_id"] { return translate(condition, from: .id, mayHoldLists: false) }
        if path == table.listField {
            if case .matches(let pattern) = condition,
                let found = try translateTexts(pattern, from: .elements, mayHoldLists: false)
            {
                return found
            }
            return translateElements(condition)
        }
        guard let column = table.keyColumn(for: path) else { return .unknown }
        let outcome = translate(
            condition, from: .column(column.name), mayHoldLists: try records.holdsLists(in: column))
        if !outcome.isExact, table.counted.contains(path), let counted = try translateCounted(path, column, condition) {
            return counted
        }
        if !table.counted.contains(path), case .matches(let pattern) = condition,
            let found = try translateTexts(
                pattern, from: .column(column.name), mayHoldLists: try records.holdsLists(in: column))
        {
            return found
        }
        return outcome
    }

    /// A condition on a field that has one key.
    private func translate(_ condition: Condition, from source: KeySource, mayHoldLists: Bool) -> Outcome {
        func found(_ intervals: [KeyInterval]?, isExact: Bool = true) -> Outcome {
            guard var intervals else { return .unknown }
            if mayHoldLists { intervals.append(KeyInterval(Self.listKey)) }
            return Outcome(
                restriction: intervals.isEmpty ? .nothing : .keys(source, intervals), isExact: isExact && !mayHoldLists)
        }
        switch condition {
        case .equals(let value): return found(KeyIntervals.equal(to: [value]))
        case .oneOf(let values): return found(KeyIntervals.equal(to: values))
        case .less(let value): return found(KeyIntervals.below(value, including: false))
        case .lessOrEqual(let value): return found(KeyIntervals.below(value, including: true))
        case .greater(let value): return found(KeyIntervals.above(value, including: false))
        case .greaterOrEqual(let value): return found(KeyIntervals.above(value, including: true))
        case .exists(true): return .unknown
        case .exists(false): return found([KeyInterval(Self.nullKey)], isExact: false)
        case .matches(let pattern):
            return found(KeyIntervals.texts(beginningWith: pattern.literalPrefix), isExact: false)
        case .count, .anyElement, .anyValue: return found([], isExact: false)
        case .containsAll([]): return Outcome(restriction: .nothing, isExact: true)
        case .containsAll(let values):
            return Self.all(
                values.map { translate(.equals($0), from: source, mayHoldLists: mayHoldLists) })
        case .all(let parts):
            return Self.all(parts.map { translate($0, from: source, mayHoldLists: mayHoldLists) })
        case .not(let part): return Self.negated(translate(part, from: source, mayHoldLists: mayHoldLists))
        case .hasType: return .unknown
        }
    }

    /// A condition on the field whose elements are indexed one by one. Records without the field have no elements, so
    /// that only what nothing and no list can meet is told by elements.
    private func translateElements(_ condition: Condition) -> Outcome {
        func found(_ intervals: [KeyInterval], isExact: Bool = true) -> Outcome {
            Outcome(restriction: intervals.isEmpty ? .nothing : .keys(.elements, intervals), isExact: isExact)
        }
        switch condition {
        case .equals(let value): return translateElements(.oneOf([value]))
        case .oneOf(let values):
            let isTextOnly = values.allSatisfy { $0.type == .string }
            return isTextOnly ? found(KeyIntervals.equal(to: values)) : .unknown
        case .matches(let pattern):
            return found(KeyIntervals.texts(beginningWith: pattern.literalPrefix), isExact: false)
        case .containsAll([]): return found([])
        case .containsAll(let values): return Self.all(values.map { translateElements(.equals($0)) })
        case .all(let parts): return Self.all(parts.map(translateElements))
        case .not(let part): return Self.negated(translateElements(part))
        default: return .unknown
        }
    }

    private static func all(_ parts: [Outcome]) -> Outcome {
        Outcome(restriction: .all(parts.map(\.restriction)), isExact: parts.allSatisfy(\.isExact))
    }

    private static func any(_ parts: [Outcome]) -> Outcome {
        Outcome(restriction: .any(parts.map(\.restriction)), isExact: parts.allSatisfy(\.isExact))
    }

    /// The opposite of what is known exactly is known exactly; of anything else nothing is known.
    private static func negated(_ part: Outcome) -> Outcome {
        guard part.isExact else { return .unknown }
        return switch part.restriction {
        case .everything: Outcome(restriction: .nothing, isExact: true)
        case .nothing: Outcome(restriction: .everything, isExact: true)
        default: Outcome(restriction: .not(part.restriction), isExact: true)
        }
    }
}
