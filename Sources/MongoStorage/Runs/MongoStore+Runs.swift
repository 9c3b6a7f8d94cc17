public import RegistryCore

extension MongoStore {
    /// So many records, and so many blocks, are removed at a time; fewer, where these are too large for one transaction.
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
        let points = try await deleteBlocks(
            of: run, from: CollectionPlan.series, and: CollectionPlan.seriesColumns, counting: "summary.count")
        deletion.points = deletion.points.clampedSum(points)
        let lines = try await deleteBlocks(of: run, from: CollectionPlan.logs, counting: "count")
        deletion.logLines = deletion.logLines.clampedSum(lines)
    }

    private func deleteRecords(of run: RunID, from collection: CollectionName) async throws -> Int {
        try await inParts(of: Self.recordsInPart) { connection, transaction, limit in
            let ids = try connection.documents(
                ["_run": .string(run.description)], in: collection.description, fields: ["_id"], limit: limit,
                transaction
            ).compactMap { $0["_id"] }
            return ids.isEmpty ? nil : try connection.delete(ids, from: collection, transaction)
        }
    }

    private func deleteBlocks(
        of run: RunID, from collection: String, and companion: String? = nil, counting field: FieldPath
    ) async throws -> Int {
        // Blocks whose own count is damaged go as well: the end is where no block is left.
        try await inParts(of: Self.blocksInPart) { connection, transaction, limit in
            let blocks = try connection.documents(
                ["run": .string(run.description)], in: collection, fields: ["_id", field.description], limit: limit,
                transaction)
            guard !blocks.isEmpty else { return nil }
            for collection in [collection, companion].compactMap(\.self) {
                _ = try connection.deleteAll(blocks.compactMap { $0["_id"] }, from: collection, transaction)
            }
            return blocks.reduce(0) { $0.clampedSum(Int($1[path: field]?.intValue ?? 0)) }
        }
    }

    /// Does work again and again, each time in a transaction of its own, until it finds nothing to do; halves the parts
    /// as long as they are too large for the server.
    ///
    /// - Parameter work: does one part of at most so many and says how much it was; `nil` when nothing is left.
    /// - Returns: the sum.
    private func inParts(
        of size: Int64, _ work: @escaping @Sendable (MongoConnection, MongoTransaction, Int64) throws -> Int?
    ) async throws -> Int {
        var size = size
        var sum = 0
        while true {
            do {
                let done = try await call { [size] connection in
                    try connection.inTransaction { try work(connection, $0, size) }
                }
                guard let done else { return sum }
                sum = sum.clampedSum(done)
            } catch let error as RegistryError where size > 1 && (error.underlying as? MongoFailure)?.isTooLarge == true
            {
                size /= 2
            }
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
