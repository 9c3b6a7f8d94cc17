import RegistryCore

/// The table `group_counts` for one collection during one call.
struct GroupCounts {
    let session: SQLSession
    let collection: CollectionName

    /// The different values of a counted field, `nil` standing for records without it; `nil` when there are more than
    /// `limit`.
    func values(of field: FieldPath, atMost limit: Int) throws -> [Value?]? {
        let values = try session.all(
            "SELECT value FROM group_counts WHERE collection = ? AND field = ? ORDER BY key LIMIT ?",
            arguments(field) + [.int(Int64(limit) + 1)]
        ) { try Self.value(in: $0.bytes(0)) }
        return values.count > limit ? nil : values
    }

    /// The largest groups of a field, those of equal size by value. Null and missing are one group.
    func groups(of field: FieldPath, limit: Int) throws -> [RecordGroup] {
        try session.all(
            """
            SELECT max(value), sum(count), CASE length(key) WHEN 0 THEN ?3 ELSE key END AS merged FROM group_counts
            WHERE collection = ?1 AND field = ?2 GROUP BY merged ORDER BY 2 DESC, merged LIMIT ?4
            """, arguments(field) + [.bytes(FilterSQL.nullKey), .int(Int64(limit))]
        ) { RecordGroup(value: try Self.value(in: $0.bytes(0)) ?? .null, count: Int($0.int(1))) }
    }

    /// How many records have a value with this key, which is not one of a list or document; without an entry, none.
    func count(of field: FieldPath, key: [UInt8]) throws -> Int {
        // What is missing has the key of null in the columns, and none of its own here.
        let keys = key == FilterSQL.nullKey ? [key, []] : [key]
        return try keys.reduce(0) { sum, key in
            let count = try session.first(
                "SELECT count FROM group_counts WHERE collection = ? AND field = ? AND key = ?",
                arguments(field) + [.bytes(key)]
            ) { $0.int(0) }
            return sum.clampedSum(Int(count ?? 0))
        }
    }

    /// How many records the collection has, by a counted field.
    func total(of field: FieldPath) throws -> Int {
        Int(
            try session.first(
                "SELECT coalesce(sum(count), 0) FROM group_counts WHERE collection = ? AND field = ?", arguments(field)
            ) { $0.int(0) } ?? 0)
    }

    /// Takes records that came and went into the counts.
    func apply(_ tally: GroupTally) throws {
        for (place, change) in tally.changes where change.difference != 0 {
            let field = tally.fields[place.field].description
            let key: [SQLStatement.Argument] = [.text(collection.description), .text(field), .bytes(place.key)]
            if change.difference > 0 {
                try session.run(
                    """
                    INSERT INTO group_counts (collection, field, key, value, count) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET count = count + excluded.count
                    """, key + [.bytes(change.value), .int(Int64(change.difference))])
            } else {
                try session.run(
                    "UPDATE group_counts SET count = count + ?4 WHERE collection = ?1 AND field = ?2 AND key = ?3",
                    key + [.int(Int64(change.difference))])
                try session.run(
                    "DELETE FROM group_counts WHERE collection = ? AND field = ? AND key = ? AND count <= 0", key)
            }
        }
    }

    private func arguments(_ field: FieldPath) -> [SQLStatement.Argument] {
        [.text(collection.description), .text(field.description)]
    }

    private static func value(in bytes: [UInt8]) throws -> Value? {
        bytes.isEmpty ? nil : try Document(bson: bytes)["v"]
    }
}
