import GRDB
import GRDBSQLite
import Synchronization

/// A flag that one thread raises to stop the statements that another one is running.
final class StopSignal: Sendable {
    private let raised = Atomic<Bool>(false)

    /// How many steps of SQLite's machine lie between two looks at the flag: some microseconds of work.
    private static let stepsBetweenLooks: Int32 = 500

    /// Whether the work is to stop.
    var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Ends work of our own as a statement is ended.
    ///
    /// - Throws: `SQLITE_INTERRUPT` when the work is to stop.
    @Sendable func check() throws {
        if isRaised { throw DatabaseError(resultCode: .SQLITE_INTERRUPT) }
    }

    /// Stops the work soon. Safe from any thread; twice is no error.
    func raise() { raised.store(true, ordering: .relaxed) }

    /// Does work on a connection; a raised flag ends the statement that is running with `SQLITE_INTERRUPT`.
    ///
    /// C pointer: SQLite holds an unretained reference to this object only within this call, which keeps it alive. The
    /// handler is called on the thread that runs the statement.
    func watch<Result>(_ database: Database, _ work: () throws -> Result) rethrows -> Result {
        sqlite3_progress_handler(
            database.sqliteConnection, Self.stepsBetweenLooks,
            { context in
                guard let context else { return 0 }
                return Unmanaged<StopSignal>.fromOpaque(context).takeUnretainedValue().isRaised ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
        defer { sqlite3_progress_handler(database.sqliteConnection, 0, nil, nil) }
        return try withExtendedLifetime(self) { try work() }
    }
}
