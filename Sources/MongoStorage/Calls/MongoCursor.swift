import RegistryCore

extension MongoConnection {
    /// So many records are asked for at a time when there may be many more: those that came are decoded while the server
    /// looks for the next ones.
    ///
    /// A quarter of the largest page and of the one record more that says whether there is another: with a rounder number the
    /// server would be asked a fifth time, for that record alone, which costs a twelfth of the page's time.
    static let recordsInBatch = Int64(Query.largestPage / 4 + 1)

    /// Every record that a `find` or `aggregate` gives, read whole.
    ///
    /// - Parameters:
    ///   - collection: where it looks.
    ///   - transaction: the transaction it is part of, if any.
    func all(
        _ command: MongoCommand, in collection: String, transaction: MongoTransaction? = nil
    ) throws -> [Document] {
        try first(.max, bytesOf: command, in: collection, transaction: transaction).records
    }

    /// The records that a `find` or `aggregate` gives first, in whole batches until they have more than so many bytes.
    ///
    /// - Returns: the records, how many bytes they have, and whether there are no others.
    func first<Record: RecordForm>(
        _ mostBytes: Int, bytesOf command: MongoCommand, in collection: String, as form: Record.Type = Record.self,
        transaction: MongoTransaction? = nil
    ) throws -> (records: [Record], bytes: Int, isAll: Bool) {
        // A transaction has a server and a session by itself.
        let place = transaction == nil ? try MongoCursorPlace(on: self) : nil
        var batch = try MongoBatch(reply: try run(command, in: transaction, on: place))
        var bytes = batch.bytes
        guard batch.cursor != 0 else { return (try batch.records(), bytes, true) }
        let decoding = BatchDecoding<Record>()
        while batch.cursor != 0, bytes <= mostBytes {
            decoding.add(batch)
            batch = try next(behind: batch, of: collection, transaction: transaction, on: place)
            bytes += batch.bytes
        }
        if batch.cursor != 0 { end(batch.cursor, of: collection, transaction: transaction, on: place) }
        let last: [Record] = try batch.records()
        return (try decoding.records() + last, bytes, batch.cursor == 0)
    }

    /// The batch behind another one. When there is none to be had, the cursor is ended.
    func next(
        behind batch: MongoBatch, of collection: String, transaction: MongoTransaction?, on place: MongoCursorPlace?
    ) throws -> MongoBatch {
        // The server counts the time of the first command for all of its batches.
        var more = MongoCommand("getMore", number: batch.cursor, kind: .read, takesTimeLimit: false)
        more.set("collection", .string(collection))
        more.set("batchSize", .int(Self.recordsInBatch))
        do {
            return try MongoBatch(reply: try run(more, in: transaction, on: place))
        } catch {
            end(batch.cursor, of: collection, behind: error, transaction: transaction, on: place)
            throw error
        }
    }
}
