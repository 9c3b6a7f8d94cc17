import GRDB
import RegistryCore

extension RecordTable {
    /// The statement that adds rows.
    func insertion() throws -> SQLStatement {
        let keys = table.keyColumns.map { "\($0.name), " }.joined()
        let marks = String(repeating: "?, ", count: table.keyColumns.count)
        return try session.cached(
            "INSERT INTO \(table.name) (id, run, seq, \(keys)body) VALUES (?, ?, ?, \(marks)?)")
    }

    /// Adds a row.
    ///
    /// - Parameter insertion: the statement of ``insertion()``.
    /// - Returns: `nil`, or when a record of the same run and sequence number is stored already, that one's identifier.
    /// - Throws: ``RegistryError`` with `alreadyExists` when another record has its identifier.
    func insert(_ row: RecordRow, by insertion: SQLStatement) throws -> RecordID? {
        do {
            try insertion.begin(arguments(of: row))
            _ = try insertion.step()
            insertion.end()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            if let stored = try stored(run: row.run, sequence: row.sequence) { return stored }
            throw RegistryError(
                .alreadyExists,
                "\"\(table.collection)\" has a record with the _id \(row.id) already. Update it, or choose another _id."
            )
        }
        if !row.elements.isEmpty { try insertElements(of: row, number: session.lastInsertedRow) }
        return nil
    }

    /// Puts a changed record into its row.
    func replace(_ old: RecordRow, number: Int64, by new: RecordRow) throws {
        let keys = table.keyColumns.map { "\($0.name) = ?, " }.joined()
        do {
            try session.run(
                "UPDATE \(table.name) SET id = ?, run = ?, seq = ?, \(keys)body = ? WHERE number = ?",
                arguments(of: new) + [.int(number)])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw RegistryError(
                .alreadyExists,
                "Another record of \"\(table.collection)\" has the same _run and _seq. Leave them as they are.")
        }
        if old.elements != new.elements {
            try removeElements(of: old)
            try insertElements(of: new, number: number)
        }
    }

    /// Removes a row.
    func remove(_ row: RecordRow, number: Int64) throws {
        try session.run("DELETE FROM \(table.name) WHERE number = ?", [.int(number)])
        try removeElements(of: row)
    }

    private func arguments(of row: RecordRow) -> [SQLStatement.Argument] {
        var arguments: [SQLStatement.Argument] = []
        arguments.reserveCapacity(row.keys.count + 5)
        arguments.append(.bytes(row.idKey))
        arguments.append(row.run.map { .text($0) } ?? .null)
        arguments.append(row.sequence.map { .int($0) } ?? .null)
        for key in row.keys { arguments.append(.bytes(key)) }
        arguments.append(.bytes(row.body))
        return arguments
    }

    private func stored(run: String?, sequence: Int64?) throws -> RecordID? {
        guard let run, let sequence else { return nil }
        return try session.first(
            "SELECT body FROM \(table.name) WHERE run = ? AND seq = ?", [.text(run), .int(sequence)]
        ) { try Document(bson: $0.bytes(0))["_id"].flatMap(RecordID.init) } ?? nil
    }

    private func insertElements(of row: RecordRow, number: Int64) throws {
        for element in row.elements {
            try session.run(
                "INSERT INTO \(table.elementsName) (element, id, number) VALUES (?, ?, ?)",
                [.bytes(element), .bytes(row.idKey), .int(number)])
        }
    }

    private func removeElements(of row: RecordRow) throws {
        for element in row.elements {
            try session.run(
                "DELETE FROM \(table.elementsName) WHERE element = ? AND id = ?", [.bytes(element), .bytes(row.idKey)])
        }
    }
}
