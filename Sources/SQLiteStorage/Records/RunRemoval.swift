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
        let points = try SeriesTable(session: session).removeBlocks(of: run, &room)
        deletion.points = deletion.points.clampedSum(points)
        let lines = try LogTable(session: session, run: run).removeBlocks(&room)
        deletion.logLines = deletion.logLines.clampedSum(lines)
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
        let numbers = try session.all(
            "SELECT number FROM \(table.name) WHERE \(column.name) = ? LIMIT ?",
            [.bytes(OrderedKey.bytes(of: .string(run.description))), .int(Int64(limit))]
        ) { $0.int(0) }
        var tally = GroupTally(of: table.counted)
        // Read one after another: together they may be far larger than the memory.
        for number in numbers {
            try session.checkStop()
            guard let record = try record(number: number, as: Document.self) else { continue }
            try remove(try RecordRow(record, in: table), number: number)
            try tally.remove(record)
        }
        try counts.apply(tally)
        return numbers.count
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
        return blocks.reduce(0) { $0.clampedSum($1.points) }
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
        return blocks.reduce(0) { $0.clampedSum($1.lines) }
    }
}
