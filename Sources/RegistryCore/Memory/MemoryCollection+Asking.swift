extension MemoryCollection {
    /// The records that match, in no particular order.
    func matching(_ filter: Filter, _ limit: CallLimit) throws -> [Document] {
        var matcher = FilterMatcher(filter, asking: limit.check)
        var found: [Document] = []
        for record in all {
            try limit.check()
            if try matcher.passes(record) { found.append(record) }
        }
        return found
    }

    /// One page of records.
    func page(_ query: Query, in name: CollectionName, _ limit: CallLimit) throws -> Page<Document> {
        try query.validate(in: name)
        let sort = query.totalSort
        var found = try matching(query.filter, limit).map { record in
            (position: sort.map { record.sortValue(by: $0) }, record: record)
        }
        if let cursor = query.cursor {
            found.removeAll { !Self.precedes(cursor.position, $0.position, by: sort) }
        }
        found.sort { Self.precedes($0.position, $1.position, by: sort) }
        var builder = PageBuilder<Document>(of: query, in: name)
        for (_, record) in found where !builder.isComplete {
            builder.offer(record, bytes: try record.bson().count)
        }
        return try builder.page()
    }

    /// The different values of a field, lists by their elements.
    func distinctValues(of field: FieldPath, matching filter: Filter, _ limit: CallLimit) throws -> [Value] {
        var values: [[UInt8]: Value] = [:]
        for record in try matching(filter, limit) {
            guard let value = record[path: field] else { continue }
            for element in value.arrayValue ?? [value] {
                values[OrderedKey.bytes(of: element)] = element.countedAsOne
            }
        }
        return values.sorted { Self.precedes($0.key, $1.key) }.map(\.value)
    }

    /// How many records have each value of a field.
    func groups(by field: FieldPath, matching filter: Filter, _ limit: CallLimit) throws -> [RecordGroup] {
        var groups: [[UInt8]: RecordGroup] = [:]
        for record in try matching(filter, limit) {
            let value = record[path: field] ?? .null
            groups[
                OrderedKey.bytes(of: value), default: RecordGroup(value: value.countedAsOne, count: 0)
            ].count += 1
        }
        return groups.sorted { left, right in
            left.value.count == right.value.count
                ? Self.precedes(left.key, right.key) : left.value.count > right.value.count
        }.map(\.value)
    }

    private static func precedes(_ left: [Value], _ right: [Value], by sort: [SortKey]) -> Bool {
        for (key, (left, right)) in zip(sort, zip(left, right)) {
            switch Self.order(left, right) {
            case .equal: continue
            case .ascending: return key.direction == .ascending
            case .descending: return key.direction == .descending
            }
        }
        return false
    }

    /// The order of ``SortKey``: lists and documents, which stand as an empty list, come behind everything else.
    private static func order(_ left: Value, _ right: Value) -> Value.Order {
        switch (left, right) {
        case (.array, .array): .equal
        case (.array, _): .descending
        case (_, .array): .ascending
        default: Value.order(left, right)
        }
    }

    private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }
}
