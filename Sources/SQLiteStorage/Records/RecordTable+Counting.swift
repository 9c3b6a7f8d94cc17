import RegistryCore

extension RecordTable {
    /// How many records match.
    func count(matching filter: Filter) throws -> Int {
        let outcome = try FilterSQL(records: self).outcome(for: filter)
        if outcome.isExact {
            if let known = try knownCount(of: outcome.restriction) { return known }
            let condition = outcome.restriction.sql(in: table, usesIndexes: true)
            return Int(
                try session.firstOnce(
                    "SELECT count(*) FROM \(table.name) WHERE \(condition.text)", condition.arguments
                ) { $0.int(0) } ?? 0)
        }
        var count = 0
        let stream = try stream(matching: filter)
        while try stream.next({ _, _ in }) != nil { count += 1 }
        return count
    }

    /// What the counts of groups tell at once.
    private func knownCount(of restriction: Restriction) throws -> Int? {
        switch restriction {
        case .nothing: return 0
        case .everything: return try table.counted.first.map { try counts.total(of: $0) }
        case .keys(.column(let name), let intervals):
            guard let path = table.keyColumns.first(where: { $0.name == name })?.path, table.counted.contains(path),
                intervals.allSatisfy({ $0.isPoint && $0.lower != FilterSQL.listKey })
            else { return nil }
            return try intervals.reduce(0) { $0 + (try counts.count(of: path, key: $1.lower)) }
        default: return nil
        }
    }

    /// The different values of a field, smallest first.
    func distinctValues(of field: FieldPath, matching filter: Filter, limit: Int) throws -> [Value] {
        var values = SmallestValues(limit)
        if filter == .everything, table.counted.contains(field),
            let known = try counts.values(of: field, atMost: .max - 1)
        {
            for value in known { values.add(value) }
        } else if filter == .everything, field == table.listField {
            for interval in KeyIntervals.texts(beginningWith: "") {
                for key in try firstKeys(.elements, interval, limit: limit) {
                    values.add(.string(String(decoding: KeyIntervals.text(ofKey: key), as: UTF8.self)))
                }
            }
        } else {
            let stream = try stream(matching: filter)
            while let value = try stream.next({ _, body in Found(value: try StoredRecord(body).value(at: field)) }) {
                values.add(value.value)
            }
        }
        return values.sorted
    }

    /// How many records have each value of a field, the largest groups first.
    func groups(by field: FieldPath, matching filter: Filter, limit: Int) throws -> [RecordGroup] {
        if filter == .everything, table.counted.contains(field) { return try counts.groups(of: field, limit: limit) }
        if let groups = try indexedGroups(by: field, matching: filter, limit: limit) { return groups }
        var groups: [[UInt8]: RecordGroup] = [:]
        let stream = try stream(matching: filter)
        while let value = try stream.next({ _, body in try StoredRecord(body).value(at: field) ?? .null }) {
            groups[OrderedKey.bytes(of: value), default: RecordGroup(value: value.countedAsOne, count: 0)].count += 1
        }
        return groups.sorted { left, right in
            left.value.count == right.value.count
                ? left.key.lexicographicallyPrecedes(right.key) : left.value.count > right.value.count
        }.prefix(limit).map(\.value)
    }

    /// Groups by the keys of an indexed field, without reading the records; `nil` where keys do not tell enough.
    private func indexedGroups(by field: FieldPath, matching filter: Filter, limit: Int) throws -> [RecordGroup]? {
        guard let column = table.keyColumn(for: field), try !holdsLists(in: column) else { return nil }
        let outcome = try FilterSQL(records: self).outcome(for: filter)
        guard outcome.isExact else { return nil }
        let condition = outcome.restriction.sql(in: table, usesIndexes: true)
        let statement = try session.prepare(
            """
            SELECT count(*), min(number) FROM \(table.name) WHERE \(condition.text)
            GROUP BY \(column.name) ORDER BY 1 DESC, \(column.name) LIMIT ?
            """)
        try statement.begin(condition.arguments + [.int(Int64(limit))])
        var groups: [RecordGroup] = []
        while try statement.step() {
            // Any record of the group shows its value.
            let value = try record(number: statement.int(1), as: Document.self)?[path: field] ?? .null
            groups.append(RecordGroup(value: value.countedAsOne, count: Int(statement.int(0))))
        }
        return groups
    }
}

/// The value of a field that may be missing: what a stream of records gives must itself be there.
private struct Found {
    let value: Value?
}

/// The smallest of many values, each once, lists by their elements.
private struct SmallestValues {
    private let limit: Int
    private var values: [[UInt8]: Value] = [:]

    init(_ limit: Int) { self.limit = limit }

    /// The values, smallest first.
    var sorted: [Value] {
        values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(limit).map(\.value)
    }

    mutating func add(_ value: Value?) {
        guard let value else { return }
        for element in value.arrayValue ?? [value] {
            values[OrderedKey.bytes(of: element)] = element.countedAsOne
        }
        // Kept small now and then, so that many different values take no more memory than are wanted.
        if values.count > 2 * limit + 1_000 {
            let kept = values.keys.sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit)
            values = values.filter { kept.contains($0.key) }
        }
    }
}
