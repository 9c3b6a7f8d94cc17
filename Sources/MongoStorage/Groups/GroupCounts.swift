import BSONCoding
import RegistryCore

/// How many records have each value of a counted field, kept in the collection `group_counts` in the same transaction
/// as the records themselves, so that it is exact after every write and every crash.
///
/// One counter is `{_id: {c: COLLECTION, f: FIELD, v: VALUE, s: SLOT}, n: COUNT}`, without `v` for records that lack the
/// field. A value has up to ``slots`` counters, whose sum counts, so that writers who add to the same value at the same
/// time rarely meet. The server takes equal numbers for the same identifier.
struct GroupCounts {
    /// Over how many counters one value's count is spread.
    static let slots: Int64 = 8

    let collection: CollectionName

    /// The fields that are counted.
    var fields: [FieldPath] { CollectionTraits.of(collection).counted }

    /// How the counts change.
    struct Change {
        private struct Key: Hashable {
            var field: FieldPath
            var value: Value?
        }

        private var differences: [Key: Int64] = [:]

        /// One counter's identifier without its slot, and what is added to it.
        var entries: [(field: FieldPath, value: Value?, difference: Int64)] {
            differences.filter { $0.value != 0 }.map { ($0.key.field, $0.key.value, $0.value) }
        }

        /// Takes in that a record came (1) or went (-1).
        mutating func count(_ record: Document, of fields: [FieldPath], by difference: Int64) {
            for field in fields {
                differences[Key(field: field, value: record[path: field]), default: 0] += difference
            }
        }
    }

    /// Changes the counts. Comes first in its transaction, because it is what writers meet at: one that has to begin again
    /// has done nothing yet.
    func apply(_ change: Change, on connection: MongoConnection, in transaction: MongoTransaction) throws {
        let entries = change.entries
        guard !entries.isEmpty else { return }
        let slot = Int64.random(in: 0..<Self.slots)
        let statements = try entries.map { entry in
            var id: Document = ["c": .string(collection.description), "f": .string(entry.field.description)]
            id["v"] = entry.value
            id["s"] = .int(slot)
            let statement: Document = [
                "q": ["_id": .document(id)], "u": ["$inc": ["n": .int(entry.difference)]], "upsert": true,
            ]
            return try statement.bson()
        }
        do {
            try connection.write(
                statements, as: "updates", by: "update", to: CollectionPlan.groupCounts, in: transaction)
        } catch let failure as MongoFailure where failure.isDuplicateKey {
            // Somebody else made the same counter at this moment.
            throw MongoConnection.BeginAgain(cause: failure)
        }
    }

    /// The values of a counted field with their counts; `nil` stands for records without the field.
    ///
    /// - Parameters:
    ///   - limit: the largest groups first, equal ones by value; default all.
    ///   - missingIsNull: whether records without the field count as having `null` in it. Default: they do not.
    func totals(
        of field: FieldPath, on connection: MongoConnection, limit: Int? = nil, missingIsNull: Bool = false
    ) throws -> [(value: Value?, count: Int)] {
        let name = field.description
        // Identifiers are compared field by field; a shorter one comes before all that it begins.
        let from: Document = ["c": .string(collection.description), "f": .string(name)]
        let upTo: Document = ["c": .string(collection.description), "f": .string(name + "\0")]
        // The server groups what is missing with null, unless the type tells them apart.
        let key: Value =
            missingIsNull ? ["v": ["$ifNull": ["$_id.v", nil]]] : ["v": "$_id.v", "type": ["$type": "$_id.v"]]
        var stages: [Value] = [
            ["$match": ["_id": ["$gte": .document(from), "$lt": .document(upTo)]]],
            ["$group": ["_id": key, "n": ["$sum": "$n"]]], ["$match": ["n": ["$gt": 0]]],
        ]
        if let limit { stages += [["$sort": ["n": -1, "_id": 1]], ["$limit": .int(Int64(limit))]] }
        var aggregate = MongoCommand("aggregate", CollectionPlan.groupCounts, kind: .read)
        aggregate.set("pipeline", .array(stages))
        aggregate.set("cursor", ["batchSize": .int(MongoConnection.recordsInBatch)])
        aggregate.set("allowDiskUse", true)
        return try connection.all(aggregate, in: CollectionPlan.groupCounts).compactMap { group in
            guard let count = group["n"]?.intValue, let key = group["_id"]?.documentValue else { return nil }
            let value: Value? = key["type"] == "missing" ? .none : .some(key["v"] ?? .null)
            return (value, Int(count))
        }
    }
}
