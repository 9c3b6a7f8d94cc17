public import RegistryCore

extension SQLiteStore {
    /// So many records, or blocks, are removed in one transaction.
    private static let portion: Int64 = 5_000

    /// See ``RecordWriter/deleteRun(_:)``.
    ///
    /// A run that is large takes several transactions, so that other writers get their turn in between.
    public func deleteRun(_ run: RunID) async throws -> RunDeletion {
        var deletion = RunDeletion()
        deletion.artifacts = try await deleteRecords(of: run, from: .artifacts)
        deletion.files = try await deleteRecords(of: run, from: .files)
        deletion.points = try await deletePortions { try SeriesTable(session: $0).removePortion(of: run, Self.portion) }
        deletion.logLines = try await deletePortions {
            try LogTable(session: $0, run: run).removePortion(Self.portion)
        }
        deletion.run = try await delete([RecordID(run)], from: .runs) == 1
        guard deletion != RunDeletion() else {
            throw RegistryError(.notFound, "There is no run \(run), and nothing that belongs to it.")
        }
        return deletion
    }

    private func deleteRecords(of run: RunID, from collection: CollectionName) async throws -> Int {
        try await deletePortions { session in
            guard let records = try RecordTable(collection, in: session) else { return nil }
            let removed = try records.removePortion(of: run, Self.portion)
            return removed > 0 ? removed : nil
        }
    }

    /// Removes one portion after another until there is none left, and adds up what they say.
    private func deletePortions(_ remove: @escaping @Sendable (SQLSession) throws -> Int?) async throws -> Int {
        var sum = 0
        while let removed = try await write(remove) { sum += removed }
        return sum
    }
}

extension RecordTable {
    /// Removes some of the records of a run and says how many.
    fileprivate func removePortion(of run: RunID, _ portion: Int64) throws -> Int {
        guard let column = table.keyColumn(for: "_run") else { return 0 }
        let rows = try session.all(
            "SELECT number, body FROM \(table.name) WHERE \(column.name) = ? LIMIT ?",
            [.bytes(OrderedKey.bytes(of: .string(run.description))), .int(portion)]
        ) { (number: $0.int(0), record: try Document(bson: $0.bytes(1))) }
        var tally = GroupTally(of: table.counted)
        for row in rows {
            try session.checkStop()
            try remove(try RecordRow(row.record, in: table), number: row.number)
            try tally.remove(row.record)
        }
        try counts.apply(tally)
        return rows.count
    }
}

extension SeriesTable {
    /// Removes some of the blocks of a run and says how many points they held; `nil` when there are no more.
    fileprivate func removePortion(of run: RunID, _ portion: Int64) throws -> Int? {
        let name: [SQLStatement.Argument] = [.text(run.description)]
        let blocks = try session.all(
            """
            SELECT number, points FROM series_blocks
            WHERE series IN (SELECT number FROM series WHERE run = ?) LIMIT ?
            """, name + [.int(portion)]
        ) { (number: $0.int(0), points: Int($0.int(1))) }
        guard !blocks.isEmpty else {
            try session.run("DELETE FROM series WHERE run = ?", name)
            return nil
        }
        for block in blocks {
            try session.checkStop()
            try session.run("DELETE FROM series_blocks WHERE number = ?", [.int(block.number)])
        }
        return blocks.reduce(0) { $0 + $1.points }
    }
}

extension LogTable {
    /// Removes some of the blocks of the run and says how many lines they held; `nil` when there are no more.
    fileprivate func removePortion(_ portion: Int64) throws -> Int? {
        let blocks = try session.all(
            "SELECT number, line_count FROM log_blocks WHERE run = ? LIMIT ?", [.text(run.description), .int(portion)]
        ) { (number: $0.int(0), lines: Int($0.int(1))) }
        guard !blocks.isEmpty else { return nil }
        for block in blocks {
            try session.checkStop()
            try session.run("DELETE FROM log_blocks WHERE number = ?", [.int(block.number)])
        }
        return blocks.reduce(0) { $0 + $1.lines }
    }
}
