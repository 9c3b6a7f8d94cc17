/// What the key columns can say about a filter: a condition over ordered keys.
indirect enum Restriction: Equatable, Sendable {
    /// Every record.
    case everything
    /// No record.
    case nothing
    /// Records whose key in a column, or one of whose elements, lies in one of the intervals.
    case keys(KeySource, [KeyInterval])
    /// Records for which all hold.
    case and([Restriction])
    /// Records for which one holds.
    case or([Restriction])
    /// Records for which it does not hold.
    case not(Restriction)

    /// The simplest form of a conjunction.
    static func all(_ parts: [Restriction]) -> Restriction {
        let parts = parts.flatMap { part -> [Restriction] in
            if case .and(let inner) = part { inner } else { [part] }
        }.filter { $0 != .everything }
        if parts.contains(.nothing) { return .nothing }
        return parts.count > 1 ? .and(parts) : parts.first ?? .everything
    }

    /// The simplest form of a disjunction.
    static func any(_ parts: [Restriction]) -> Restriction {
        let parts = parts.flatMap { part -> [Restriction] in
            if case .or(let inner) = part { inner } else { [part] }
        }.filter { $0 != .nothing }
        if parts.contains(.everything) { return .everything }
        let merged = mergingPoints(parts)
        return merged.count > 1 ? .or(merged) : merged.first ?? .nothing
    }

    /// The parts of a disjunction, those that ask for single keys of one column being one, with every key once.
    private static func mergingPoints(_ parts: [Restriction]) -> [Restriction] {
        var merged: [Restriction] = []
        var points: [KeySource: (place: Int, intervals: [KeyInterval], seen: Set<KeyInterval>)] = [:]
        for part in parts {
            guard case .keys(let source, let intervals) = part, intervals.allSatisfy(\.isPoint) else {
                merged.append(part)
                continue
            }
            if points[source] == nil {
                points[source] = (merged.count, [], [])
                merged.append(part)
            }
            for interval in intervals where points[source]?.seen.insert(interval).inserted == true {
                points[source]?.intervals.append(interval)
            }
        }
        for (source, own) in points { merged[own.place] = .keys(source, own.intervals) }
        return merged
    }

    /// How many parameters the condition has in SQL.
    var parameterCount: Int {
        switch self {
        case .everything, .nothing: 0
        case .keys(_, let intervals): intervals.reduce(0) { $0 + ($1.isPoint ? 1 : 2) }
        case .and(let parts), .or(let parts): parts.reduce(0) { $0 + $1.parameterCount }
        case .not(let part): part.parameterCount
        }
    }

    /// How deep the condition nests in SQL, lists of conditions being joined in pairs.
    var depth: Int {
        switch self {
        case .everything, .nothing: 0
        // All points are one list, however many there are.
        case .keys(_, let intervals): SQLCondition.depth(ofJoined: intervals.count { !$0.isPoint } + 1) + 1
        case .and(let parts), .or(let parts):
            SQLCondition.depth(ofJoined: parts.count) + (parts.lazy.map(\.depth).max() ?? 0)
        case .not(let part): part.depth + 1
        }
    }

    /// The restriction as a condition on the rows of a table.
    ///
    /// - Parameter usesIndexes: `false` when another index gives the order of the rows, and this one only tests them.
    func sql(in table: CollectionTable, usesIndexes: Bool) -> SQLCondition {
        switch self {
        case .everything: SQLCondition("1")
        case .nothing: SQLCondition("0")
        case .keys(let source, let intervals): Self.sql(source, intervals, in: table, usesIndexes)
        case .and(let parts): .joined(parts.map { $0.sql(in: table, usesIndexes: usesIndexes) }, by: "AND")
        case .or(let parts): .joined(parts.map { $0.sql(in: table, usesIndexes: usesIndexes) }, by: "OR")
        case .not(let part): Self.negated(part.sql(in: table, usesIndexes: usesIndexes))
        }
    }

    private static func negated(_ condition: SQLCondition) -> SQLCondition {
        SQLCondition("NOT (\(condition.text))", condition.arguments)
    }

    private static func sql(
        _ source: KeySource, _ intervals: [KeyInterval], in table: CollectionTable, _ usesIndexes: Bool
    ) -> SQLCondition {
        // A plus sign keeps SQLite from choosing the column's index.
        let prefix = usesIndexes ? "" : "+"
        let column = source == .elements ? source.column : prefix + source.column
        let points = intervals.filter(\.isPoint)
        var parts = intervals.filter { !$0.isPoint }.map { $0.sql(column) }
        if points.count == 1 {
            parts.append(points[0].sql(column))
        } else if points.count > 1 {
            let marks = Array(repeating: "?", count: points.count).joined(separator: ", ")
            parts.append(SQLCondition("\(column) IN (\(marks))", points.map { .bytes($0.lower) }))
        }
        let condition = SQLCondition.joined(parts, by: "OR")
        guard source == .elements else { return condition }
        return SQLCondition(
            "\(prefix)number IN (SELECT number FROM \(table.elementsName) WHERE \(condition.text))", condition.arguments
        )
    }
}

/// Where the keys of a field stand.
enum KeySource: Hashable, Sendable {
    /// The identifier.
    case id
    /// A column of the collection's table.
    case column(String)
    /// The elements of the collection's list field.
    case elements

    /// The column's name.
    var column: String {
        switch self {
        case .id: "id"
        case .column(let name): name
        case .elements: "element"
        }
    }

    /// The statement part that reads rows in the order of the keys, then of the identifiers.
    func rows(of table: CollectionTable) -> String {
        switch self {
        case .id: "\(table.name) INDEXED BY \(table.idIndex)"
        case .column(let name): "\(table.name) INDEXED BY \(table.index(ofColumn: name))"
        case .elements: table.elementsName
        }
    }
}
