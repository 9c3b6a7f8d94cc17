import GRDB
import GRDBSQLite

/// A prepared statement whose parameters and columns are bytes, numbers and text, without a copy more than needed.
///
/// GRDB prepares and caches statements; their values go past its `DatabaseValue` here, because a `Data` for every blob
/// of every record costs more than writing the record. A statement belongs to its connection's queue and is used by
/// one loop at a time.
///
/// C pointers: `sqliteStatement` is alive as long as GRDB's statement, which this struct holds; bytes given to SQLite
/// are copied by it before the call returns, bytes it gives are copied here before the next call.
struct SQLStatement {
    /// One value bound to a parameter.
    enum Argument: Equatable {
        case null
        case int(Int64)
        case text(String)
        case bytes([UInt8])
    }

    private let statement: Statement
    private let database: Database
    private var handle: OpaquePointer { statement.sqliteStatement }

    /// Tells SQLite to copy what it is given.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// Prepares a statement.
    ///
    /// - Parameter isCached: whether it is kept for the next call with the same text. A cached statement must not be
    ///   begun again while a loop over its rows is under way.
    init(_ sql: String, in database: Database, isCached: Bool) throws {
        self.database = database
        statement = isCached ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
    }

    /// Begins again with new parameters.
    func begin(_ arguments: [Argument]) throws {
        // A reset repeats the error of the last step, which was thrown then.
        sqlite3_reset(handle)
        for (index, argument) in arguments.enumerated() {
            let code =
                switch argument {
                case .null: sqlite3_bind_null(handle, Int32(index + 1))
                case .int(let value): sqlite3_bind_int64(handle, Int32(index + 1), value)
                case .text(let value): bind(Array(value.utf8), at: index) { sqlite3_bind_text($0, $1, $2, $3, $4) }
                case .bytes(let value): bind(value, at: index) { sqlite3_bind_blob($0, $1, $2, $3, $4) }
                }
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(
        _ bytes: [UInt8], at index: Int,
        _ bind: (OpaquePointer, Int32, UnsafePointer<CChar>?, Int32, sqlite3_destructor_type) -> Int32
    ) -> Int32 {
        guard let length = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        return bytes.withUnsafeBytes { buffer in
            // A null pointer would be NULL, and an empty array may have one.
            guard let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress, length > 0 else {
                return "".withCString { bind(handle, Int32(index + 1), $0, 0, Self.copied) }
            }
            return bind(handle, Int32(index + 1), start, length, Self.copied)
        }
    }

    /// Goes to the next row; `false` when there is none, or when the statement gives no rows and is done.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = failure(code)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Ends the loop over the rows early, which gives back what the statement holds.
    func end() { sqlite3_reset(handle) }

    /// The bytes in a column of the current row; none for NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Reads the bytes in a column of the current row in place; none for NULL. They are valid during the call only.
    func withBytes<Result>(_ column: Int32, _ read: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let start = sqlite3_column_blob(handle, column)
        return try read(
            UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))))
    }

    /// The number in a column of the current row; 0 for NULL.
    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The text in a column of the current row; empty for NULL.
    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let length = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// The floating-point number in a column of the current row; 0 for NULL.
    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// Whether a column of the current row is NULL.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
