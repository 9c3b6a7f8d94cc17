import BSONCoding
import Dispatch
import GRDB
public import RegistryCore

/// The registry in one file: an SQLite database in WAL mode, on GRDB.
///
/// Any number of tasks may call at the same time; reads run side by side on connections of their own and see one moment
/// of the database each, writes run one after another. Other programs may have the same file open. A call that returned
/// is on the disk (`synchronous = FULL`). Nothing blocks Swift's cooperative threads: SQLite runs on GRDB's queues.
///
/// Errors, beside those of ``RecordReader`` and ``RecordWriter``: `unavailable` when the file is locked, may not be
/// written, or its disk is full; `corruptData` when it is damaged or no registry; `unsupported` when a newer version of
/// this program wrote it; `timedOut` when a call took longer than ``SQLiteConfiguration/timeLimit``. Nothing already
/// stored is harmed by any of them, and the store stays usable.
public final class SQLiteStore: RegistryStore {
    /// `sqlite:` and the path.
    public nonisolated let displayName: String

    let configuration: SQLiteConfiguration
    let newID: @Sendable () -> ObjectID
    private let pool: DatabasePool
    private let gate: CallGate

    /// On a disk with less room the store is not well: 32 MiB. A call may need as much for a moment.
    static let leastRoom: Int64 = 32 * 1_024 * 1_024

    /// Says how many bytes are free on the disk of a file.
    private let freeBytes: @Sendable (String) -> Int64?

    init(
        pool: DatabasePool, configuration: SQLiteConfiguration, newID: @escaping @Sendable () -> ObjectID,
        freeBytes: @escaping @Sendable (String) -> Int64? = { DatabaseFile.freeBytes(onDiskOf: $0) }
    ) {
        self.freeBytes = freeBytes
        self.pool = pool
        self.configuration = configuration
        self.newID = newID
        displayName = "sqlite:\(configuration.path)" + (configuration.isReadOnly ? " (read only)" : "")
        gate = CallGate(of: "The database \(configuration.path)")
    }

    /// Returns when the database answers and there is room to write.
    public func checkHealth() async throws {
        try await read { session in
            _ = try session.first("PRAGMA user_version") { $0.int(0) }
        }
        guard !configuration.isReadOnly, let free = freeBytes(configuration.path), free < Self.leastRoom else { return }
        throw RegistryError(
            .unavailable,
            "The disk of the database \(configuration.path) is full: \(free / 1_048_576) MiB are free, and \(Self.leastRoom / 1_048_576) "
                + "are needed. What is stored can be read; make room for what is to come.")
    }

    /// Ends when the calls under way have ended, and gives the file back: whole, so that it can be copied alone.
    ///
    /// While another program has the file open, the part beside it, `-wal`, belongs to it too.
    public func close() async {
        guard await gate.close() else { return }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool, isReadOnly = configuration.isReadOnly] in
                // The write-ahead log is taken into the file by the last connection that closes, if that one can write:
                // the readers go first. What fails here is made up for by the next program that opens the file.
                pool.invalidateReadOnlyConnections()
                if !isReadOnly { _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
                try? pool.close()
                continuation.resume()
            }
        }
    }

    /// Runs work on a reading connection, in one snapshot of the database.
    ///
    /// - Parameter timeLimit: instead of the store's own.
    func read<Answer: Sendable>(
        timeLimit: Duration? = nil, _ work: @escaping @Sendable (SQLSession) throws -> Answer
    ) async throws -> Answer {
        try gate.enter()
        defer { gate.leave() }
        let signal = StopSignal(busyTimeout: configuration.busyTimeout)
        let call: StoreCall<Answer> = call(
            within: min(timeLimit ?? configuration.timeLimit, configuration.timeLimit), signal)
        return try await call.answer {
            pool.asyncRead { [path = configuration.path] access in
                guard call.begin() else { return }
                call.finish(
                    Result {
                        let database = try access.get()
                        return try signal.watch(database) {
                            try work(SQLSession(database: database, signal: signal))
                        }
                    }.mapError { SQLiteErrorMapping.callerError(for: $0, path: path, unlessStopped: signal) })
            }
        }
    }

    /// Runs work on the writing connection, in one transaction: all of it is stored, or nothing.
    ///
    /// - Throws: ``RegistryError`` with `readOnly` where nothing may be written.
    func write<Answer: Sendable>(_ work: @escaping @Sendable (SQLSession) throws -> Answer) async throws -> Answer {
        guard !configuration.isReadOnly else {
            throw RegistryError(
                .readOnly,
                "The database \(configuration.path) is open for reading only. To change it, let this user write the file and its "
                    + "folder, and open it again.")
        }
        try gate.enter()
        defer { gate.leave() }
        let signal = StopSignal(busyTimeout: configuration.busyTimeout)
        let call: StoreCall<Answer> = call(within: configuration.timeLimit, signal)
        return try await call.answer {
            pool.asyncWriteWithoutTransaction { [path = configuration.path] database in
                guard call.begin() else { return }
                call.finish(
                    Result {
                        var answer: Answer?
                        try signal.watch(database) {
                            try database.inTransaction(.immediate) {
                                answer = try work(SQLSession(database: database, signal: signal))
                                return .commit
                            }
                        }
                        guard let answer else { preconditionFailure("a transaction that was committed has its answer") }
                        return answer
                    }.mapError { SQLiteErrorMapping.callerError(for: $0, path: path, unlessStopped: signal) })
            }
        }
    }

    /// A call whose statement is interrupted when it is stopped, and which is answered when the connection is free again.
    private func call<Answer: Sendable>(within limit: Duration, _ signal: StopSignal) -> StoreCall<Answer> {
        StoreCall(
            timeLimit: limit, patience: .untilTheWorkEnds,
            timedOut: {
                RegistryError(
                    .timedOut,
                    "The database did not answer within \(limit). Ask for less, ask by an indexed field, or allow more time."
                )
            }, onStop: { signal.raise() })
    }
}
