public import RegistryCore

extension MongoStore {
    /// So many records, and so many blocks, are removed at a time.
    private static let recordsInPart: Int64 = 1_000
    private static let blocksInPart: Int64 = 200

    /// See ``RecordWriter/deleteRun(_:)``.
    public func deleteRun(_ run: RunID) async throws -> RunDeletion {
        var deletion = RunDeletion()
        try await deleteContent(of: run, &deletion)
        deletion.run = try await delete([RecordID(run)], from: .runs) > 0
        // What was logged between the last part and the run's own record.
        if deletion.run { try await deleteContent(of: run, &deletion) }
        guard deletion != RunDeletion() else {
            throw RegistryError(.notFound, "There is no run \(run), and nothing that belongs to it.")
        }
        return deletion
    }

    private func deleteContent(of run: RunID, _ deletion: inout RunDeletion) async throws {
        deletion.artifacts += try await deleteRecords(of: run, from: .artifacts)
        deletion.files += try await deleteRecords(of: run, from: .files)
        deletion.points += try await deleteBlocks(
            of: run, from: CollectionPlan.series, and: CollectionPlan.seriesColumns, counting: "summary.count")
        deletion.logLines += try await deleteBlocks(of: run, from: CollectionPlan.logs, counting: "count")
    }

    private func deleteRecords(of run: RunID, from collection: CollectionName) async throws -> Int {
        var sum = 0
        while true {
            let removed = try await call { connection in
                try connection.inTransaction { transaction in
                    let ids = try connection.documents(
                        ["_run": .string(run.description)], in: collection.description, fields: ["_id"],
                        limit: Self.recordsInPart, transaction
                    ).compactMap { $0["_id"] }
                    return ids.isEmpty ? 0 : try connection.delete(ids, from: collection, transaction)
                }
            }
            if removed == 0 { return sum }
            sum += removed
        }
    }

    private func deleteBlocks(
        of run: RunID, from collection: String, and companion: String? = nil, counting field: FieldPath
    ) async throws -> Int {
        var sum = 0
        while true {
            let removed: Int? = try await call { connection in
                try connection.inTransaction { transaction in
                    let blocks = try connection.documents(
                        ["run": .string(run.description)], in: collection, fields: ["_id", field.description],
                        limit: Self.blocksInPart, transaction)
                    guard !blocks.isEmpty else { return nil }
                    for collection in [collection, companion].compactMap(\.self) {
                        _ = try connection.deleteAll(blocks.compactMap { $0["_id"] }, from: collection, transaction)
                    }
                    return blocks.reduce(0) { $0 + Int($1[path: field]?.intValue ?? 0) }
                }
            }
            // Blocks whose own count is damaged go as well: the end is where no block is left.
            guard let removed else { return sum }
            sum += removed
        }
    }
}

extension MongoConnection {
    /// Some fields of the first documents that match.
    fileprivate func documents(
        _ filter: Document, in collection: String, fields: [String], limit: Int64, _ transaction: MongoTransaction
    ) throws -> [Document] {
        var find = MongoCommand("find", collection, kind: .read)
        find.set("filter", .document(filter))
        find.set("projection", .document(Document(fields.map { ($0, 1) })))
        find.set("limit", .int(limit))
        find.set("batchSize", .int(limit))
        return try all(find, in: collection, transaction: transaction)
    }
}
