import GRDB
import GRDBSQLite
import Synchronization

/// A flag that one thread raises to stop the statements that another one is running.
final class StopSignal: Sendable {
    private let raised = Atomic<Bool>(false)
    private let busyMilliseconds: Int32

    /// How many steps of SQLite's machine lie between two looks at the flag: some microseconds of work.
    private static let stepsBetweenLooks: Int32 = 500

    /// A flag that is not raised.
    ///
    /// - Parameter busyTimeout: how long the work waits while another program holds the database.
    init(busyTimeout: Duration) {
        busyMilliseconds = Int32(clamping: Int64(min(busyTimeout, .seconds(86_400)) / .milliseconds(1)))
    }

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

    /// Does work on a connection; a raised flag ends the statement that is running with `SQLITE_INTERRUPT`, and one that
    /// waits for another program with `SQLITE_BUSY`.
    ///
    /// C pointers: SQLite holds unretained references to this object only within this call, which keeps it alive. The
    /// handlers are called on the thread that runs the statement.
    func watch<Result>(_ database: Database, _ work: () throws -> Result) rethrows -> Result {
        let connection = database.sqliteConnection
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            connection, Self.stepsBetweenLooks,
            { context in
                guard let context else { return 0 }
                return Unmanaged<StopSignal>.fromOpaque(context).takeUnretainedValue().isRaised ? 1 : 0
            }, context)
        sqlite3_busy_handler(
            connection,
            { context, tries in
                guard let context else { return 0 }
                return Unmanaged<StopSignal>.fromOpaque(context).takeUnretainedValue().waits(behind: tries) ? 1 : 0
            }, context)
        defer {
            sqlite3_progress_handler(connection, 0, nil, nil)
            // For what is done between calls, which nobody stops.
            sqlite3_busy_timeout(connection, busyMilliseconds)
        }
        return try withExtendedLifetime(self) { try work() }
    }

    /// Sleeps a little and says whether to ask for the database again: a millisecond at first, then five.
    private func waits(behind tries: Int32) -> Bool {
        let waited = tries < 10 ? Int64(tries) : 10 + 5 * Int64(tries - 10)
        guard !isRaised, waited < Int64(busyMilliseconds) else { return false }
        sqlite3_sleep(tries < 10 ? 1 : 5)
        return true
    }
}
