import BSONCoding
import RegistryCore

/// One batch of records as the server answered it.
struct MongoBatch {
    /// The records.
    let documents: [Document]
    /// The server's cursor when there are more; 0 when there are not.
    let cursor: Int64

    /// Reads the reply of `find`, `aggregate` or `getMore`.
    init(reply: [UInt8]) throws {
        let reader = try BSONReader(reply)
        guard case .document(let cursor)? = try reader.value(at: ["cursor"]),
            case .int64(let id)? = try cursor.value(at: ["id"]),
            case .array(var batch)? = try cursor.value(at: ["firstBatch"]) ?? cursor.value(at: ["nextBatch"])
        else { throw BSONError(.truncated, at: 0, "A reply has no cursor") }
        self.cursor = id
        var documents: [Document] = []
        while let element = try batch.nextValue() {
            guard case .document(let record) = element else {
                throw BSONError(.truncated, at: 0, "A batch holds something that is no document")
            }
            documents.append(try Document(reading: record))
        }
        self.documents = documents
    }
}

extension MongoConnection {
    /// Every record that a `find` or `aggregate` gives, read whole.
    ///
    /// - Parameters:
    ///   - collection: where it looks.
    ///   - transaction: the transaction it is part of, if any.
    func all(
        _ command: MongoCommand, in collection: String, transaction: MongoTransaction? = nil
    ) throws -> [Document] {
        // Batches lie on the server that began the cursor; a transaction stays on one by itself.
        let server = transaction == nil ? try primary() : nil
        var batch = try MongoBatch(reply: try run(command, in: transaction, on: server))
        var documents = batch.documents
        while batch.cursor != 0 {
            // The server counts the time of the first command for all of its batches.
            var more = MongoCommand("getMore", number: batch.cursor, kind: .read, takesTimeLimit: false)
            more.set("collection", .string(collection))
            batch = try MongoBatch(reply: try run(more, in: transaction, on: server))
            documents += batch.documents
        }
        return documents
    }
}
