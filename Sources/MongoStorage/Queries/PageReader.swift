import RegistryCore

/// Reads one page of records.
struct PageReader {
    let connection: MongoConnection
    let collection: CollectionName
    let query: Query

    /// The page.
    func page<Record: RecordForm>() throws -> Page<Record> {
        let filter = Document(filter: try CountedFilter(collection, connection).rewritten(query.filter))
        // One more than asked for says whether there is a next page.
        let found: Found<Record> = try records(matching: filter, limit: query.limit + 1)
        var builder = PageBuilder<Record>(of: query, in: collection)
        // Sizes are needed only where they might end the page.
        let isLarge = found.bytes > Query.largestPageInBytes
        for record in found.records where !builder.isComplete {
            builder.offer(record, bytes: isLarge ? try record.bsonSize() : 0)
        }
        return try builder.page()
    }

    /// Records of a page, in order, how many bytes the server sent for them, and whether it has no others.
    private typealias Found<Record> = (records: [Record], bytes: Int, isAll: Bool)

    /// Behind so many bytes, the page is full whatever a batch adds to its records: at most 16 bytes each.
    private var mostBytes: Int { Query.largestPageInBytes + 16 * (query.limit + 1) }

    private func records<Record: RecordForm>(matching filter: Document, limit: Int) throws -> Found<Record> {
        let sort = query.totalSort
        if let key = sort.first, key.path.components == ["_id"] {
            return try find(matching: [filter] + behind(key), sort: ["_id": key.direction.number], limit: limit)
        }
        if let key = indexedKey(of: sort) { return try records(matching: filter, by: key, limit: limit) }
        var aggregate = MongoCommand("aggregate", collection.description, kind: .read)
        let match: Value = ["$match": .document(filter)]
        aggregate.set("pipeline", .array([match] + ComputedOrder(query: query).stages(limit: limit)))
        aggregate.set("cursor", ["batchSize": .int(min(Int64(limit), MongoConnection.recordsInBatch))])
        aggregate.set("allowDiskUse", true)
        return try connection.first(mostBytes, bytesOf: aggregate, in: collection.description)
    }

    private func behind(_ key: SortKey) -> [Document] {
        guard let id = query.cursor?.position.first else { return [] }
        return [PageSegment.identifiers(behind: id, key.direction)]
    }

    /// The one key of the order, if an index has it.
    private func indexedKey(of sort: [SortKey]) -> SortKey? {
        guard let key = sort.first, sort.count == 2, sort[1].path.components == ["_id"],
            sort[1].direction == key.direction, key.otherPaths.isEmpty,
            CollectionTraits.of(collection).indexed.contains(key.path)
        else { return nil }
        return key
    }

    /// A page in the order of an indexed field: part by part, until it is full.
    private func records<Record: RecordForm>(
        matching filter: Document, by key: SortKey, limit: Int
    ) throws -> Found<Record> {
        let position = query.cursor.flatMap { cursor in
            cursor.position.count == 2 ? (value: cursor.position[0], id: cursor.position[1]) : nil
        }
        var found: Found<Record> = ([], 0, true)
        for segment in PageSegment.segments(by: key, behind: position)
        where found.records.count < limit && found.bytes <= mostBytes {
            if segment.isOfLists, !(try mayHoldLists(key.path)) { continue }
            let next: Found<Record> = try find(
                matching: [filter] + segment.conditions, sort: segment.sort, limit: limit - found.records.count)
            found.records += next.records
            found.bytes += next.bytes
            found.isAll = found.isAll && next.isAll
        }
        return found
    }

    private func find<Record: RecordForm>(
        matching conditions: [Document], sort: Document, limit: Int
    ) throws -> Found<Record> {
        var find = MongoCommand("find", collection.description, kind: .read)
        find.set("filter", ["$and": .array(conditions.map { .document($0) })])
        find.set("sort", .document(sort))
        find.set("limit", .int(Int64(limit)))
        find.set("batchSize", .int(min(Int64(limit), MongoConnection.recordsInBatch)))
        find.set("allowDiskUse", true)
        return try connection.first(mostBytes, bytesOf: find, in: collection.description)
    }

    /// Whether a record may have a list or a document in an indexed field. To look for lists would mean to look at every
    /// record; the server knows whether its index has ever held one, and finds documents by the index.
    private func mayHoldLists(_ path: FieldPath) throws -> Bool {
        var explain = MongoCommand(
            [
                "explain": [
                    "find": .string(collection.description), "filter": [path.description: ["$type": "object"]],
                    "hint": [path.description: 1, "_id": 1], "limit": 1,
                ], "verbosity": "executionStats",
            ], kind: .read)
        explain.takesTimeLimit = false
        let plan: Document
        do {
            plan = try Document(bson: try connection.run(explain))
        } catch let failure as MongoFailure where failure.isBadHint {
            // A collection without the index: it is empty, or was made by another program.
            return true
        }
        return Self.isMultiKey(plan["queryPlanner"] ?? .null)
            || plan["executionStats"]?.documentValue?["nReturned"] != 0
    }

    private static func isMultiKey(_ plan: Value) -> Bool {
        switch plan {
        case .document(let stage):
            stage["isMultiKey"] == true || stage.contains { isMultiKey($0.value) }
        case .array(let stages): stages.contains(where: isMultiKey)
        default: false
        }
    }
}
