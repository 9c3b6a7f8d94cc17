import RegistryCore

/// The removal of a run and of everything that belongs to it, one transaction after another.
struct RunRemoval: Sendable {
    /// What was removed so far.
    private(set) var deletion = RunDeletion()
    /// Whether the run is gone, and everything that belonged to it in that moment.
    private(set) var isComplete = false

    private let run: RunID

    init(of run: RunID) { self.run = run }

    /// Removes at most so many records and blocks. The run itself goes last, in a transaction that found nothing else
    /// of it left, so that nobody can have added to it behind the removal's back.
    mutating func advance(in session: SQLSession, atMost portion: Int) throws {
        var room = portion
        deletion.artifacts += try removeRecords(of: .artifacts, in: session, &room)
        deletion.files += try removeRecords(of: .files, in: session, &room)
        deletion.points += try SeriesTable(session: session).removeBlocks(of: run, &room)
        deletion.logLines += try LogTable(session: session, run: run).removeBlocks(&room)
        guard room > 0 else { return }
        if let runs = try RecordTable(.runs, in: session) {
            deletion.run = try runs.remove([RecordID(run)]) == 1 || deletion.run
        }
        isComplete = true
    }

    private func removeRecords(
        of collection: CollectionName, in session: SQLSession, _ room: inout Int
    ) throws -> Int {
        guard room > 0, let records = try RecordTable(collection, in: session) else { return 0 }
        let removed = try records.remove(of: run, atMost: room)
        room -= removed
        return removed
    }
}

extension RecordTable {
    /// Removes some of the records of a run and says how many.
    fileprivate func remove(of run: RunID, atMost limit: Int) throws -> Int {
        guard let column = table.keyColumn(for: "_run") else { return 0 }
        let rows = try session.all(
            "SELECT number, body FROM \(table.name) WHERE \(column.name) = ? LIMIT ?",
            [.bytes(OrderedKey.bytes(of: .string(run.description))), .int(Int64(limit))]
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
    /// Removes some of the blocks of a run, and its series when none is left; says how many points they held.
    fileprivate func removeBlocks(of run: RunID, _ room: inout Int) throws -> Int {
        guard room > 0 else { return 0 }
        let name = SQLStatement.Argument.text(run.description)
        let blocks = try session.all(
            """
            SELECT number, points FROM series_blocks
            WHERE series IN (SELECT number FROM series WHERE run = ?) LIMIT ?
            """, [name, .int(Int64(room))]
        ) { (number: $0.int(0), points: Int($0.int(1))) }
        for block in blocks {
            try session.checkStop()
            try session.run("DELETE FROM series_blocks WHERE number = ?", [.int(block.number)])
        }
        room -= blocks.count
        if room > 0 { try session.run("DELETE FROM series WHERE run = ?", [name]) }
        return blocks.reduce(0) { $0 + $1.points }
    }
}

extension LogTable {
    /// Removes some of the blocks of the run and says how many lines they held.
    fileprivate func removeBlocks(_ room: inout Int) throws -> Int {
        guard room > 0 else { return 0 }
        let blocks = try session.all(
            "SELECT number, line_count FROM log_blocks WHERE run = ? LIMIT ?",
            [.text(run.description), .int(Int64(room))]
        ) { (number: $0.int(0), lines: Int($0.int(1))) }
        for block in blocks {
            try session.checkStop()
            try session.run("DELETE FROM log_blocks WHERE number = ?", [.int(block.number)])
        }
        room -= blocks.count
        return blocks.reduce(0) { $0 + $1.lines }
    }
}
