import BSONCoding
import RegistryCore

/// The tables `series` and `series_blocks` during one call.
struct SeriesTable {
    let session: SQLSession

    private static let summaryColumns = "id, summary, first_seq, last_seq"

    /// The number of a series; `nil` when it has no points.
    func number(of series: SeriesID) throws -> Int64? {
        try session.first(
            "SELECT number FROM series WHERE run = ? AND metric = ?",
            [.text(series.run.description), .bytes(Array(series.metric.utf8))]
        ) { $0.int(0) }
    }

    /// The number of a series, which is given one if it has none.
    func makeNumber(of series: SeriesID) throws -> Int64 {
        if let number = try number(of: series) { return number }
        try session.run(
            "INSERT INTO series (run, metric) VALUES (?, ?)",
            [.text(series.run.description), .bytes(Array(series.metric.utf8))])
        return session.lastInsertedRow
    }

    /// The blocks that overlap a range of steps, oldest first.
    func blocks(
        of series: SeriesID, number: Int64, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) throws -> [SeriesBlock] {
        try session.all(
            """
            SELECT \(columns(for: content)) FROM series_blocks INDEXED BY series_blocks_by_step
            WHERE series = ? AND first_step <= ? AND last_step >= ? ORDER BY first_step, id
            """, [.int(number), .int(steps.upperBound.rawValue), .int(steps.lowerBound.rawValue)]
        ) { row in
            try session.checkStop()
            return try block(in: row, of: series, content: content)
        }
    }

    /// One block; `nil` when it is not there any more.
    func block(
        _ id: SeriesBlock.ID, of series: SeriesID, number: Int64, content: SeriesBlock.Content
    ) throws -> SeriesBlock? {
        try session.first(
            "SELECT \(columns(for: content)) FROM series_blocks WHERE id = ? AND series = ?",
            [.bytes(id.objectID.bytes), .int(number)]
        ) { try block(in: $0, of: series, content: content) }
    }

    /// The blocks that an append has to know: those that are not full, and those that end at a sequence number or behind it.
    func tail(of series: SeriesID, number: Int64, from sequence: Int64) throws -> [SeriesBlock] {
        try session.all(
            """
            SELECT \(Self.summaryColumns) FROM series_blocks WHERE number IN (
            SELECT number FROM series_blocks WHERE series = ?1 AND size_class < ?2
            UNION SELECT number FROM series_blocks WHERE series = ?1 AND last_seq >= ?3)
            """, [.int(number), .int(Int64(SeriesBlock.fullSizeClass)), .int(sequence)]
        ) { try block(in: $0, of: series, content: .summary) }
    }

    /// Stores a block.
    func insert(_ block: SeriesBlock, number: Int64) throws {
        try session.run(
            """
            INSERT INTO series_blocks (series, id, first_step, last_step, first_seq, last_seq, size_class, points,
            summary, strands, columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .int(number), .bytes(block.id.objectID.bytes), .int(block.summary.firstStep.rawValue),
                .int(block.summary.lastStep.rawValue), .int(block.firstSequence), .int(block.lastSequence),
                .int(Int64(block.sizeClass)), .int(Int64(block.summary.count)),
                .bytes(try block.summary.document.bson()), .bytes(block.strands), .bytes(block.columns),
            ])
    }

    /// Removes a block.
    func remove(_ id: SeriesBlock.ID) throws {
        try session.run("DELETE FROM series_blocks WHERE id = ?", [.bytes(id.objectID.bytes)])
    }

    private func columns(for content: SeriesBlock.Content) -> String {
        switch content {
        case .summary: Self.summaryColumns
        case .strands: Self.summaryColumns + ", strands"
        case .points: Self.summaryColumns + ", columns"
        }
    }

    private func block(
        in row: SQLStatement, of series: SeriesID, content: SeriesBlock.Content
    ) throws -> SeriesBlock {
        guard let id = ObjectID(bytes: row.bytes(0)),
            let summary = SeriesSummary(document: try Document(bson: row.bytes(1)))
        else {
            throw RegistryError(
                .corruptData,
                "A block of a series of the run \(series.run) is damaged. Restore the database from a backup, or delete the run."
            )
        }
        return try SeriesBlock(
            id: SeriesBlock.ID(id), series: series, summary: summary, firstSequence: row.int(2),
            lastSequence: row.int(3),
            strands: content == .strands ? row.bytes(4) : [], columns: content == .points ? row.bytes(4) : [])
    }
}
