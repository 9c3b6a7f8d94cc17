import RegistryCore

/// Makes appends to one run wait for each other, in whatever process they are made.
///
/// An append reads what is stored and writes what follows from it. Were two to begin at the same time, one would find out
/// only at its end that it has to begin again. So the first thing an append does is to write to the run's record: the
/// second one is turned away at once. Outside of the transaction nothing of it is ever seen.
struct RunLock {
    let run: RunID
    let connection: MongoConnection
    let transaction: MongoTransaction

    private static let field = "_lock"

    /// Comes first in its transaction.
    ///
    /// - Parameter metrics: the names of the metrics whose summaries are needed.
    /// - Returns: the run's record with no more than these.
    /// - Throws: ``RegistryError`` with `notFound` when there is no such run.
    func take(metrics: [String] = []) throws -> Document {
        var modify = MongoCommand("findAndModify", CollectionName.runs.description, kind: .write)
        modify.set("query", ["_id": .string(run.description)])
        modify.set("update", ["$set": [Self.field: true]])
        modify.set(
            "fields", .document(Document([("_id", 1)] + metrics.map { ("metrics.\(FieldName.escaped($0))", 1) })))
        let reply = try Document(bson: try connection.run(modify, in: transaction))
        guard let record = reply["value"]?.documentValue else {
            throw RegistryError(.notFound, "There is no run \(run). Create the run before logging to it.")
        }
        return record
    }

    /// Comes last in its transaction.
    ///
    /// - Parameter fields: what is to be changed in the run's record.
    func release(setting fields: Document = [:]) throws {
        var change: Document = ["$unset": [Self.field: true]]
        if !fields.isEmpty { change["$set"] = .document(fields) }
        var update = MongoCommand("update", CollectionName.runs.description, kind: .write)
        update.set("updates", [["q": ["_id": .string(run.description)], "u": .document(change)]])
        _ = try connection.run(update, in: transaction)
    }
}
