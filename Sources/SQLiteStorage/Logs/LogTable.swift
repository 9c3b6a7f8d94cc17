import BSONCoding
import RegistryCore

/// The table `log_blocks` during one call.
struct LogTable {
    let session: SQLSession
    let run: RunID

    private static let columns =
        "id, size_class, line_count, first_seq, first_index, last_seq, last_index, highest_level"

    /// The blocks that an append has to know, without their lines: those that are not full, and those that end at a
    /// sequence number or behind it.
    func tail(from sequence: Int64) throws -> [LogBlock] {
        try session.all(
            """
            SELECT \(Self.columns) FROM log_blocks WHERE number IN (
            SELECT number FROM log_blocks WHERE run = ?1 AND size_class < ?2
            UNION SELECT number FROM log_blocks WHERE run = ?1 AND last_seq >= ?3)
            """, [.text(run.description), .int(Int64(LogBlock.fullSizeClass)), .int(sequence)]
        ) { try block(in: $0, lines: []) }
    }

    /// A block with its lines; `nil` when it is not there any more.
    func block(_ id: LogBlock.ID) throws -> LogBlock? {
        try session.first(
            "SELECT \(Self.columns), lines FROM log_blocks WHERE id = ? AND run = ?",
            [.bytes(id.objectID.bytes), .text(run.description)]
        ) { try block(in: $0, lines: $0.bytes(8)) }
    }

    /// At most `limit` lines behind a position, of a level or a more serious one.
    ///
    /// Blocks may overlap. They come by their first line, so that no line before the next block's first is still to come.
    func lines(behind position: LogLine.Position?, minimumLevel: LogLevel, limit: Int) throws -> [LogLine] {
        let statement = try session.cached(
            """
            SELECT \(Self.columns), lines FROM log_blocks INDEXED BY log_blocks_by_first
            WHERE run = ? AND (last_seq, last_index) > (?, ?) AND highest_level >= ? ORDER BY first_seq, first_index
            """)
        // The smallest position lies before every line, because indices count from 0.
        let position = position ?? LogLine.Position(sequence: .min, index: -1)
        try statement.begin([
            .text(run.description), .int(position.sequence), .int(Int64(position.index)),
            .int(Int64(minimumLevel.rawValue)),
        ])
        defer { statement.end() }
        var lines: [LogLine] = []
        while try statement.step() {
            try session.checkStop()
            let first = LogLine.Position(sequence: statement.int(3), index: Int(statement.int(4)))
            if lines.count == limit, let last = lines.last, last.position < first { break }
            lines += try block(in: statement, lines: statement.bytes(8)).lines().filter {
                $0.position > position && $0.level >= minimumLevel
            }
            lines = Array(lines.sorted { $0.position < $1.position }.prefix(limit))
        }
        return lines
    }

    /// Stores a block.
    func insert(_ block: LogBlock) throws {
        try session.run(
            """
            INSERT INTO log_blocks (run, id, size_class, line_count, first_seq, first_index, last_seq, last_index,
            highest_level, lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(run.description), .bytes(block.id.objectID.bytes), .int(Int64(block.sizeClass)),
                .int(Int64(block.count)), .int(block.first.sequence), .int(Int64(block.first.index)),
                .int(block.last.sequence), .int(Int64(block.last.index)), .int(Int64(block.highestLevel.rawValue)),
                .bytes(block.encodedLines),
            ])
    }

    /// Removes a block.
    func remove(_ id: LogBlock.ID) throws {
        try session.run("DELETE FROM log_blocks WHERE id = ?", [.bytes(id.objectID.bytes)])
    }

    private func block(in row: SQLStatement, lines: [UInt8]) throws -> LogBlock {
        guard let id = ObjectID(bytes: row.bytes(0)), let level = LogLevel(rawValue: Int(row.int(7))) else {
            throw RegistryError(
                .corruptData,
                "A block of the log of the run \(run) is damaged. Restore the database from a backup, or delete the run."
            )
        }
        return try LogBlock(
            id: LogBlock.ID(id), run: run, sizeClass: Int(row.int(1)), count: Int(row.int(2)),
            first: LogLine.Position(sequence: row.int(3), index: Int(row.int(4))),
            last: LogLine.Position(sequence: row.int(5), index: Int(row.int(6))), highestLevel: level,
            encodedLines: lines)
    }
}
