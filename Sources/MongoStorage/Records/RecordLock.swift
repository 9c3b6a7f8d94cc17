import RegistryCore

/// Keeps two transactions from looking for the same record at the same time, not finding it, and both adding it.
///
/// It is a document that both want to write: the second one begins again when the first has ended. It is gone when the
/// transaction is.
struct RecordLock {
    let collection: CollectionName
    let field: FieldPath
    let value: Value

    private var id: Value {
        ["lock": .string(collection.description), "field": .string(field.description), "value": value]
    }

    /// Comes first in its transaction, so that what is looked for is seen as it is after others have ended.
    func take(on connection: MongoConnection, in transaction: MongoTransaction) throws {
        var update = MongoCommand("update", CollectionPlan.schema, kind: .write)
        update.set("updates", [["q": ["_id": id], "u": ["$set": ["isHeld": true]], "upsert": true]])
        do {
            _ = try connection.run(update, in: transaction)
        } catch let failure as MongoFailure where failure.isDuplicateKey {
            throw MongoConnection.BeginAgain(cause: failure)
        }
    }

    /// Comes last in its transaction.
    func release(on connection: MongoConnection, in transaction: MongoTransaction) throws {
        var delete = MongoCommand("delete", CollectionPlan.schema, kind: .write)
        delete.set("deletes", [["q": ["_id": id], "limit": 1]])
        _ = try connection.run(delete, in: transaction)
    }
}
