import RegistryCore

extension MongoConnection {
    /// The first record of a `find` that is wanted, looked for batch by batch: however many others there are, no more
    /// than one batch is in memory.
    func first(
        of command: MongoCommand, in collection: String, transaction: MongoTransaction,
        where isWanted: (Document) -> Bool
    ) throws -> Document? {
        var batch = try MongoBatch(reply: try run(command, in: transaction))
        while true {
            let found = try batch.records(as: Document.self).first(where: isWanted)
            guard found == nil, batch.cursor != 0 else {
                if batch.cursor != 0 { end(batch.cursor, of: collection, transaction: transaction, on: nil) }
                return found
            }
            batch = try next(behind: batch, of: collection, transaction: transaction, on: nil)
        }
    }
}
