import GRDB
import RegistryCore

/// A connection during one call: SQL in, rows out, and the flag that stops it.
struct SQLSession {
    /// The connection.
    let database: Database
    /// Raised when the work is to stop.
    let signal: StopSignal

    /// A statement that is kept for the next time. For text from a small, fixed set only.
    func cached(_ sql: String) throws -> SQLStatement { try SQLStatement(sql, in: database, isCached: true) }

    /// A statement for this once.
    func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(sql, in: database, isCached: false) }

    /// Runs a statement to its end.
    func run(_ sql: String, _ arguments: [SQLStatement.Argument] = []) throws {
        let statement = try cached(sql)
        try statement.begin(arguments)
        while try statement.step() {}
        statement.end()
    }

    /// Runs a statement that is needed only once.
    func runOnce(_ sql: String) throws { try database.execute(sql: sql) }

    /// The row that was inserted last.
    var lastInsertedRow: Int64 { database.lastInsertedRowID }

    /// What the first row says; `nil` when there is none.
    func first<Content>(
        _ sql: String, _ arguments: [SQLStatement.Argument] = [], _ read: (SQLStatement) throws -> Content
    ) throws -> Content? {
        let statement = try cached(sql)
        try statement.begin(arguments)
        defer { statement.end() }
        return try statement.step() ? try read(statement) : nil
    }

    /// What the first row of a statement says that is not kept for the next time; `nil` when there is none.
    func firstOnce<Content>(
        _ sql: String, _ arguments: [SQLStatement.Argument], _ read: (SQLStatement) throws -> Content
    ) throws -> Content? {
        let statement = try prepare(sql)
        try statement.begin(arguments)
        defer { statement.end() }
        return try statement.step() ? try read(statement) : nil
    }

    /// What every row says. For answers that fit into memory.
    func all<Content>(
        _ sql: String, _ arguments: [SQLStatement.Argument] = [], _ read: (SQLStatement) throws -> Content
    ) throws -> [Content] {
        let statement = try cached(sql)
        try statement.begin(arguments)
        defer { statement.end() }
        var rows: [Content] = []
        while try statement.step() { rows.append(try read(statement)) }
        return rows
    }

    /// Ends a loop of our own when the call is to stop.
    func checkStop() throws { try signal.check() }

    /// The same for work that knows nothing of sessions.
    var checkpoint: Checkpoint { signal.check }
}
