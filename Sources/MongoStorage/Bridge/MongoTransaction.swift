import CMongoC
import RegistryCore

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// A transaction under way: snapshot reads, acknowledged by the majority with journal.
///
/// C pointers: the session belongs to this object and ends with it; `options` is the document that names the session
/// in the options of a command.
final class MongoTransaction {
    fileprivate let session: OpaquePointer
    let options: OpaquePointer
    private var isOpen = true

    fileprivate init(on connection: MongoConnection) throws {
        var error = bson_error_t()
        guard let session = mongoc_client_start_session(connection.client, nil, &error) else {
            throw MongoFailure(error, reply: [])
        }
        guard let options = bson_new() else {
            preconditionFailure("libbson aborts when there is no memory")
        }
        self.session = session
        self.options = options
        let transactionOptions = mongoc_transaction_opts_new()
        let readConcern = mongoc_read_concern_new()
        let writeConcern = mongoc_write_concern_new()
        defer {
            mongoc_transaction_opts_destroy(transactionOptions)
            mongoc_read_concern_destroy(readConcern)
            mongoc_write_concern_destroy(writeConcern)
        }
        mongoc_read_concern_set_level(readConcern, MONGOC_READ_CONCERN_LEVEL_SNAPSHOT)
        mongoc_write_concern_set_w(writeConcern, MONGOC_WRITE_CONCERN_W_MAJORITY)
        mongoc_write_concern_set_journal(writeConcern, true)
        mongoc_transaction_opts_set_read_concern(transactionOptions, readConcern)
        mongoc_transaction_opts_set_write_concern(transactionOptions, writeConcern)
        mongoc_transaction_opts_set_max_commit_time_ms(transactionOptions, connection.remainingMilliseconds)
        guard mongoc_client_session_start_transaction(session, transactionOptions, &error),
            mongoc_client_session_append(session, options, &error)
        else { throw MongoFailure(error, reply: []) }
    }

    deinit {
        if isOpen { abort() }
        bson_destroy(options)
        mongoc_client_session_destroy(session)
    }

    fileprivate func commit() throws {
        var error = bson_error_t()
        let (succeeded, reply) = BSONBridge.takeDocument {
            mongoc_client_session_commit_transaction(session, $0, &error)
        }
        guard succeeded else { throw MongoFailure(error, reply: reply) }
        isOpen = false
    }

    /// Leaves nothing of the transaction. The server does it by itself when it cannot be told.
    fileprivate func abort() {
        isOpen = false
        _ = mongoc_client_session_abort_transaction(session, nil)
    }
}

extension MongoConnection {
    /// Thrown inside a transaction to begin it again from the start.
    struct BeginAgain: Error {
        /// What stood in the way, for the case that the time is over.
        let cause: any Error
    }

    /// Does work in one transaction: all of it is stored, or nothing.
    ///
    /// When another transaction was in the way, or the connection broke, the work is done again, after a pause that
    /// grows, until the call's time is over.
    ///
    /// - Parameter work: may be done more than once.
    func inTransaction<Result>(_ work: (MongoTransaction) throws -> Result) throws -> Result {
        try repeating {
            let transaction = try MongoTransaction(on: self)
            let result = try work(transaction)
            try checkStop()
            try commit(transaction)
            return result
        }
    }

    /// Reads one moment of the database. Nothing that the work should write is kept, and nobody's write is waited for.
    ///
    /// - Parameter work: may be done more than once.
    func inSnapshot<Result>(_ work: (MongoTransaction) throws -> Result) throws -> Result {
        try repeating { try work(try MongoTransaction(on: self)) }
    }

    private func repeating<Result>(_ attempt: () throws -> Result) throws -> Result {
        var failures = 0
        while true {
            do {
                return try attempt()
            } catch let again as BeginAgain {
                guard canTryAgain else { throw again.cause }
            } catch let failure as MongoFailure where failure.isTransient {
                guard canTryAgain else { throw failure }
            }
            pause(afterFailures: failures)
            failures += 1
        }
    }

    private var canTryAgain: Bool { !isStopped() && ContinuousClock.now < deadline }

    /// A commit whose answer was lost may be asked for again: the server knows whether it was made.
    private func commit(_ transaction: MongoTransaction) throws {
        var failures = 0
        while true {
            do {
                return try transaction.commit()
            } catch let failure as MongoFailure where failure.isUnknownCommit && canTryAgain && !failure.isOutOfTime {
                failures += 1
                pause(afterFailures: failures)
            }
        }
    }

    /// Up to 1, 2, 4 … 64 milliseconds, by chance, so that those who met do not meet again.
    private func pause(afterFailures failures: Int) {
        let longest: UInt32 = 1_000 << UInt32(min(failures, 6))
        usleep(UInt32.random(in: longest / 4...longest))
    }
}
