public import RegistryCore

extension MongoStore {
    /// See ``RecordReader/groups(by:in:matching:limit:)``.
    public func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        guard limit > 0 else { return [] }
        return try await call { connection in
            let counts = GroupCounts(collection: collection)
            if filter == .everything, counts.fields.contains(field) {
                return try counts.totals(of: field, on: connection, limit: limit, missingIsNull: true).map {
                    RecordGroup(value: ($0.value ?? .null).countedAsOne, count: $0.count)
                }
            }
            let groups = try connection.aggregate(
                [
                    [
                        "$group": [
                            "_id": ["v": ["$ifNull": [FieldExpression.value(at: field), nil]]], "n": ["$sum": 1],
                        ]
                    ],
                    ["$sort": ["n": -1, "_id": 1]], ["$limit": .int(Int64(limit))],
                ], in: collection, matching: filter)
            return groups.map { group in
                RecordGroup(
                    value: (group["_id"]?.documentValue?["v"] ?? .null).countedAsOne,
                    count: Int(group["n"]?.intValue ?? 0))
            }
        }
    }

    /// See ``RecordReader/distinctValues(of:in:matching:limit:)``.
    public func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        guard limit > 0 else { return [] }
        return try await call { connection in
            let counts = GroupCounts(collection: collection)
            if filter == .everything, counts.fields.contains(field) {
                let values = try counts.totals(of: field, on: connection).flatMap { total in
                    total.value.map { $0.arrayValue ?? [$0] } ?? []
                }
                return Self.distinct(values, limit: limit)
            }
            let value = FieldExpression.value(at: field)
            let elements: Value = [
                "$let": [
                    "vars": ["value": value],
                    "in": [
                        "$cond": [
                            ["$isArray": ["$$value"]], "$$value",
                            [
                                "$cond": [
                                    ["$eq": [["$type": "$$value"], "missing"]], [], ["$$value"],
                                ]
                            ],
                        ]
                    ],
                ]
            ]
            let found = try connection.aggregate(
                [
                    ["$project": ["_id": 0, "v": elements]], ["$unwind": "$v"], ["$group": ["_id": ["v": "$v"]]],
                    ["$sort": ["_id": 1]], ["$limit": .int(Int64(limit))],
                ], in: collection, matching: filter)
            return found.compactMap { $0["_id"]?.documentValue?["v"]?.countedAsOne }
        }
    }

    private static func distinct(_ values: [Value], limit: Int) -> [Value] {
        let byKey = Dictionary(values.map { (OrderedKey.bytes(of: $0), $0) }) { first, _ in first }
        return byKey.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(limit).map(\.value.countedAsOne)
    }
}

extension MongoConnection {
    fileprivate func aggregate(
        _ stages: [Value], in collection: CollectionName, matching filter: Filter
    ) throws -> [Document] {
        let filter = try CountedFilter(collection, self).rewritten(filter)
        var aggregate = MongoCommand("aggregate", collection.description, kind: .read)
        aggregate.set("pipeline", .array([["$match": .document(Document(filter: filter))]] + stages))
        aggregate.set("cursor", [:])
        aggregate.set("allowDiskUse", true)
        return try all(aggregate, in: collection.description)
    }
}
