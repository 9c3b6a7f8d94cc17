import GRDB
import RegistryCore

/// The one place where SQLite's result codes become the registry's errors.
enum SQLiteErrorMapping {
    /// Whether an error is one that a statement ends with when it is stopped from outside.
    static func isInterruption(_ error: any Error) -> Bool {
        // A statement that waited for another program ends as busy.
        [.SQLITE_INTERRUPT, .SQLITE_BUSY].contains((error as? DatabaseError)?.resultCode)
    }

    /// The error for the caller. The registry's own errors and cancellations pass through.
    ///
    /// - Parameters:
    ///   - path: the database's file, for the message.
    ///   - signal: when it is raised, an interruption is ``StoppedWork``: the call knows why it was stopped.
    static func callerError(for error: any Error, path: String, unlessStopped signal: StopSignal? = nil) -> any Error {
        switch error {
        case is RegistryError, is CancellationError: error
        case _ where signal?.isRaised == true && isInterruption(error): StoppedWork()
        case let failure as DatabaseError: registryError(for: failure, path: path)
        default:
            RegistryError(
                .internalFailure, "The database \(path) failed in a way this program does not know.", underlying: error)
        }
    }

    /// The registry's error for one of SQLite.
    static func registryError(for error: DatabaseError, path: String) -> RegistryError {
        let (code, message) = explanation(of: error, path: path)
        return RegistryError(code, message, underlying: error)
    }

    private static func explanation(of error: DatabaseError, path: String) -> (RegistryError.Code, String) {
        // A file cut short ends reads in the middle of a page: the file is damaged, not the disk.
        if error.extendedResultCode == .SQLITE_IOERR_SHORT_READ { return corrupt(path) }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return (.unavailable, "The database \(path) is in use by another program. Try again, or end that program.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return (
                .unavailable,
                "The database \(path) or its folder may not be written to. Change their permissions, or choose another path."
            )
        case .SQLITE_FULL:
            return (
                .unavailable,
                "The disk of the database \(path) is full; nothing of this call was stored. Make room and try again."
            )
        case .SQLITE_CORRUPT, .SQLITE_FORMAT: return corrupt(path)
        case .SQLITE_NOTADB:
            return (
                .corruptData,
                "The file \(path) is not an SQLite database. Choose another path, or restore it from a backup."
            )
        case .SQLITE_CANTOPEN:
            return (
                .unavailable,
                "The database \(path) cannot be opened. Check that it is a file and that its folder may be read and written."
            )
        case .SQLITE_IOERR:
            return (
                .unavailable,
                "\(path) could not be read or written. Check that it is a file and not a folder, and that its disk is sound."
            )
        case .SQLITE_INTERRUPT:
            return (
                .timedOut,
                "The database \(path) did not answer within its time limit. Ask for less, or allow more time."
            )
        case .SQLITE_NOMEM:
            return (.unavailable, "There was not enough memory for the database \(path). Ask for less.")
        case .SQLITE_TOOBIG:
            return (.invalidArgument, "The record is larger than an SQLite database can hold. Store it as a file.")
        case .SQLITE_MISUSE where error.message == "Connection is closed":
            return (.unavailable, "The database \(path) has been closed. Open it again.")
        default:
            return (.internalFailure, "The database \(path) refused a statement of this program.")
        }
    }

    private static func corrupt(_ path: String) -> (RegistryError.Code, String) {
        (
            .corruptData,
            "The database \(path) is damaged. Restore it from a backup, or save what can be read with \"sqlite3 FILE .recover\"."
        )
    }
}
