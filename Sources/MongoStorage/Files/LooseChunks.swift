import BSONCoding
import RegistryCore

/// Whose chunks belong to no file, and since when: one document for each such file.
///
/// It is written before the first chunk of a file is, and goes in the transaction in which the file appears; and it is written in
/// the transaction in which a file is replaced or deleted. So there is no moment at which chunks are left that nobody knows of. Those
/// who read a file that is replaced read it to its end: its chunks go later.
struct LooseChunks {
    /// Why chunks belong to no file.
    enum State: String {
        /// The file is being written, or the program that wrote it has gone.
        case begun
        /// There is no such file any more, or it was given up.
        case ended
        /// They are being deleted.
        case taken
    }

    let collections: BucketCollections

    /// Says that a file is begun, or ended, now by the server's clock.
    func set(
        _ id: ObjectID, _ state: State, on connection: MongoConnection, in transaction: MongoTransaction? = nil
    ) throws {
        _ = try update(["_id": .objectID(id)], state, upsert: true, on: connection, in: transaction)
    }

    /// Changes the state of one that has another.
    ///
    /// - Returns: whether it had.
    func change(
        _ id: ObjectID, from old: State, to new: State, on connection: MongoConnection,
        in transaction: MongoTransaction? = nil
    ) throws -> Bool {
        let condition: Document = ["_id": .objectID(id), "state": .string(old.rawValue)]
        return try update(condition, new, upsert: false, on: connection, in: transaction)
    }

    private func update(
        _ condition: Document, _ state: State, upsert: Bool, on connection: MongoConnection,
        in transaction: MongoTransaction?
    ) throws -> Bool {
        var update = MongoCommand("update", collections.loose, kind: .write)
        let change: Value = ["$set": ["state": .string(state.rawValue)], "$currentDate": ["since": true]]
        update.set("updates", [["q": .document(condition), "u": change, "upsert": .bool(upsert)]])
        return try Document(bson: try connection.run(update, in: transaction))["n"]?.intValue == 1
    }

    /// Takes one off the list.
    ///
    /// - Returns: whether it was there in this state.
    func remove(
        _ id: ObjectID, _ state: State, on connection: MongoConnection, in transaction: MongoTransaction? = nil
    ) throws -> Bool {
        var delete = MongoCommand("delete", collections.loose, kind: .write)
        delete.set("deletes", [["q": ["_id": .objectID(id), "state": .string(state.rawValue)], "limit": 1]])
        return try Document(bson: try connection.run(delete, in: transaction))["n"]?.intValue == 1
    }

    /// The state of one.
    func state(
        of id: ObjectID, on connection: MongoConnection, in transaction: MongoTransaction
    ) throws -> State? {
        var find = MongoCommand("find", collections.loose, kind: .read)
        find.set("filter", ["_id": .objectID(id)])
        find.set("limit", 1)
        return try connection.all(find, in: collections.loose, transaction: transaction).first?["state"]?.stringValue
            .flatMap(State.init)
    }

    /// Deletes the chunks of those that have been here long enough, and takes them off the list.
    ///
    /// - Returns: of how many files they were.
    func collect(begunBefore begun: Duration, endedBefore ended: Duration, on connection: MongoConnection) throws -> Int
    {
        func older(_ state: State, _ age: Duration) -> Value {
            // By the server's clock, which has written the times.
            let limit: Value = ["$subtract": ["$$NOW", .double(min(max(0, age / .milliseconds(1)), 1e14))]]
            return ["state": .string(state.rawValue), "$expr": ["$lte": ["$since", limit]]]
        }
        var find = MongoCommand("find", collections.loose, kind: .read)
        find.set(
            "filter",
            ["$or": [older(.begun, begun), older(.ended, ended), ["state": .string(State.taken.rawValue)]]])
        find.set("limit", 100)
        var count = 0
        for document in try connection.all(find, in: collections.loose) {
            guard let id = document["_id"]?.objectIDValue,
                let state = document["state"]?.stringValue.flatMap(State.init)
            else { continue }
            try connection.checkStop()
            // From here on the file cannot appear any more.
            guard try state == .taken || change(id, from: state, to: .taken, on: connection) else { continue }
            try deleteChunks(of: id, on: connection)
            if try remove(id, .taken, on: connection) { count += 1 }
        }
        return count
    }

    func deleteChunks(of id: ObjectID, on connection: MongoConnection) throws {
        var delete = MongoCommand("delete", collections.chunks, kind: .write)
        delete.set("deletes", [["q": ["files_id": .objectID(id)], "limit": 0]])
        _ = try connection.run(delete)
    }
}
