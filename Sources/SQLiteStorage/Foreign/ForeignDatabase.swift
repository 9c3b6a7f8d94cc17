import Foundation
import GRDB
package import RegistryCore

/// An SQLite database of another program, of which nothing is believed and to which nothing is written.
///
/// Only tables are read, never views or virtual tables: what a hostile file has there would be run.
package final class ForeignDatabase {
    private let queue: DatabaseQueue
    private let path: String
    /// The columns of every table, by names in lower case.
    package let tables: [String: Set<String>]

    /// Opens a database.
    ///
    /// A file in WAL mode that no program has open is read as it lies, so that no companion appears beside it.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `corruptData` for a file that is none, `unavailable` when another program holds
    ///   it or it needs to be repaired by the program that wrote it.
    package init(path: String) throws(RegistryError) {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            throw RegistryError(.notFound, "There is no database \(path).")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "ForeignDatabase"
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // Functions in the file's own schema are not believed.
            try database.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON")
        }
        let file = URL(filePath: path).standardizedFileURL
        do {
            let queue = try Self.open(file, configuration)
            self.queue = queue
            tables = try queue.read { try Self.tables(in: $0) }
        } catch {
            throw Self.failure(error, path)
        }
    }

    private static func open(_ file: URL, _ configuration: Configuration) throws -> DatabaseQueue {
        if isInWALMode(file), !FileManager.default.fileExists(atPath: file.path + "-wal") {
            // An SQLite that was built without addresses does not find this one.
            let address = file.absoluteString + "?immutable=1"
            if let queue = try? DatabaseQueue(path: address, configuration: configuration) { return queue }
        }
        return try DatabaseQueue(path: file.path, configuration: configuration)
    }

    /// Whether there is a table with these columns.
    package func has(_ table: String, _ columns: String...) -> Bool {
        tables[table].map { $0.isSuperset(of: columns) } ?? false
    }

    /// Gives the rows of a query to `body`, until it returns `false`.
    ///
    /// - Parameter sql: a `SELECT` over tables that are in ``tables``.
    package func rows(
        _ sql: String, _ arguments: [Argument] = [], _ body: (borrowing ForeignRow) -> Bool
    ) throws(RegistryError) {
        do {
            try queue.read { database in
                let statement = try SQLStatement(sql, in: database, isCached: true)
                try statement.begin(
                    arguments.map {
                        switch $0 {
                        case .int(let number): .int(number)
                        case .text(let text): .text(text)
                        }
                    })
                defer { statement.end() }
                while try statement.step() {
                    if !body(ForeignRow(statement)) { break }
                }
            }
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// A parameter of a query.
    package enum Argument {
        /// A whole number.
        case int(Int64)
        /// A text.
        case text(String)
    }

    private static func isInWALMode(_ file: URL) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 20), head.count == 20 else { return false }
        return head[18] == 2 || head[19] == 2
    }

    private static func tables(in database: Database) throws -> [String: Set<String>] {
        var tables: [String: Set<String>] = [:]
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0
                AND sql NOT LIKE 'CREATE VIRTUAL%' AND length(name) < 200 LIMIT 1000
                """)
        for name in names {
            let columns = try database.columns(in: name).map { $0.name.lowercased() }
            tables[name.lowercased()] = Set(columns)
        }
        return tables
    }

    private static func failure(_ error: any Error, _ path: String) -> RegistryError {
        switch error {
        case let error as RegistryError: return error
        case let error as DatabaseError
        where [.SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY].contains(error.extendedResultCode):
            return RegistryError(
                .unavailable,
                "The database \(path) was being written when its program died. Open it once with that program, or with sqlite3.",
                underlying: error)
        case let error as DatabaseError: return SQLiteErrorMapping.registryError(for: error, path: path)
        default: return RegistryError(.internalFailure, "The database \(path) cannot be read.", underlying: error)
        }
    }
}

/// The current row of a query; it is valid until the next one.
package struct ForeignRow: ~Copyable {
    private let statement: SQLStatement

    init(_ statement: SQLStatement) { self.statement = statement }

    /// The whole number in a column; 0 for NULL.
    package func int(_ column: Int) -> Int64 { statement.int(Int32(column)) }
    /// The number in a column; 0 for NULL.
    package func double(_ column: Int) -> Double { statement.double(Int32(column)) }
    /// The text in a column; empty for NULL.
    package func text(_ column: Int) -> String { statement.text(Int32(column)) }
    /// The bytes of a text or a blob; none for NULL.
    package func bytes(_ column: Int) -> [UInt8] { statement.bytes(Int32(column)) }
    /// Whether there is nothing in a column.
    package func isNull(_ column: Int) -> Bool { statement.isNull(Int32(column)) }
}
