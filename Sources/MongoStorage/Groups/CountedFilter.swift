import RegistryCore

/// Answers questions about counted fields from the counts instead of from the records.
struct CountedFilter {
    private let counts: GroupCounts
    private let connection: MongoConnection

    /// More values than these are not looked through, and not listed for the server.
    private static let mostValues = 20_000
    private static let mostMatches = 5_000

    init(_ collection: CollectionName, _ connection: MongoConnection) {
        counts = GroupCounts(collection: collection)
        self.connection = connection
    }

    /// The same filter at this moment, with every pattern on a counted field replaced by the values in which it is found: the server
    /// would look for the pattern in every record, while there are few values.
    ///
    /// A pattern that begins with known text is left alone: the server reads the index from there.
    func rewritten(_ filter: Filter) throws -> Filter {
        let filter = filter.asked(at: .now)
        guard !counts.fields.isEmpty else { return filter }
        var texts: [FieldPath: [String]?] = [:]
        return try rewritten(filter, &texts)
    }

    private func rewritten(_ filter: Filter, _ texts: inout [FieldPath: [String]?]) throws -> Filter {
        switch filter {
        case .everything: return filter
        case .and(let parts): return .and(try parts.map { try rewritten($0, &texts) })
        case .or(let parts): return .or(try parts.map { try rewritten($0, &texts) })
        case .not(let part): return .not(try rewritten(part, &texts))
        case .field(let path, let condition) where counts.fields.contains(path):
            return .field(path, try rewritten(condition, of: path, &texts))
        case .field, .anyField, .span: return filter
        }
    }

    private func rewritten(
        _ condition: Condition, of path: FieldPath, _ texts: inout [FieldPath: [String]?]
    ) throws -> Condition {
        switch condition {
        case .matches(let pattern) where pattern.literalPrefix.isEmpty:
            let known: [String]?
            if let read = texts[path] { known = read } else { known = try self.texts(of: path) }
            texts[path] = .some(known)
            guard let known else { return condition }
            var matcher = PatternMatcher(pattern, asking: connection.checkpoint)
            var found: [String] = []
            for (index, text) in known.enumerated() {
                if index % 256 == 0 { try connection.checkStop() }
                if try matcher.isFound(inUTF8: text.utf8) { found.append(text) }
            }
            return found.count <= Self.mostMatches ? .oneOf(found.map { .string($0) }) : condition
        case .all(let parts): return .all(try parts.map { try rewritten($0, of: path, &texts) })
        case .not(let part): return .not(try rewritten(part, of: path, &texts))
        default: return condition
        }
    }

    /// Every text that the field, or an element of a list in it, has in any record; `nil` when there are too many.
    private func texts(of path: FieldPath) throws -> [String]? {
        let totals = try counts.totals(of: path, on: connection, limit: Self.mostValues + 1)
        guard totals.count <= Self.mostValues else { return nil }
        let values = totals.flatMap { total in total.value?.arrayValue ?? [total.value ?? .null] }
        // By their bytes: texts that only look the same are different values.
        return Array(Set(values.filter { $0.stringValue != nil })).compactMap(\.stringValue)
    }

    /// How many records match, if the counts can tell: when the filter asks for nothing but one counted field.
    func count(matching filter: Filter) throws -> Int? {
        var asked: Set<FieldPath> = []
        guard Self.note(filter, &asked), asked.count <= 1, let field = asked.first ?? counts.fields.first,
            counts.fields.contains(field)
        else { return nil }
        var matcher = FilterMatcher(filter, asking: connection.checkpoint)
        return try counts.totals(of: field, on: connection).reduce(0) { sum, total in
            var record: Document = [:]
            for name in field.components.prefix(1) { record[name] = total.value }
            return try matcher.passes(record) ? sum.clampedSum(total.count) : sum
        }
    }

    /// Notes the fields that a filter asks for; `false` when the answer depends on more than the value as it is counted.
    private static func note(_ filter: Filter, _ asked: inout Set<FieldPath>) -> Bool {
        switch filter {
        case .everything: return true
        case .and(let parts), .or(let parts): return parts.allSatisfy { note($0, &asked) }
        case .not(let part): return note(part, &asked)
        case .field(let path, let condition):
            asked.insert(path)
            return path.components.count == 1 && dependsOnValueOnly(condition)
        case .anyField, .span: return false
        }
    }

    /// Equal numbers are counted as one value, whatever their types.
    private static func dependsOnValueOnly(_ condition: Condition) -> Bool {
        switch condition {
        case .hasType, .anyElement: false
        case .not(let part): dependsOnValueOnly(part)
        case .all(let parts), .anyValue(let parts): parts.allSatisfy(dependsOnValueOnly)
        default: true
        }
    }
}
