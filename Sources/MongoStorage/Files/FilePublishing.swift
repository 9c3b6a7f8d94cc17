import BSONCoding
import RegistryCore

/// What happens to the one file of a name within a transaction.
struct FilePublishing {
    let collections: BucketCollections
    let connection: MongoConnection
    let transaction: MongoTransaction

    static let tooLate = RegistryError(
        .timedOut, "Nothing came of the file for so long that what was stored of it was deleted: write it again.")

    private var loose: LooseChunks { LooseChunks(collections: collections) }

    /// See ``MongoBucket/publish(_:chunks:_:)``.
    func publish(_ file: BucketFile, _ chunks: [[UInt8]]?, _ condition: BucketCondition) throws -> BucketFile {
        // It was done before, and only the answer was lost. Since then another may have taken its place.
        if let stored = try self.file(["_id": .objectID(file.id)]) { return stored }
        switch try loose.state(of: file.id, on: connection, in: transaction) {
        case .ended: return file
        case .begun where chunks == nil:
            _ = try loose.remove(file.id, .begun, on: connection, in: transaction)
        case nil where chunks != nil: break
        default:
            throw Self.tooLate
        }
        let old = try self.file(named: file.name)
        guard condition.holds(for: old) else {
            throw RegistryError(.alreadyExists, "There is such a file already, or it is not what it was.")
        }
        if let old { try end(old) }
        if let chunks, !chunks.isEmpty { try connection.insert(chunks, into: collections.chunks, in: transaction) }
        try insert(file)
        return try self.file(["_id": .objectID(file.id)]) ?? file
    }

    /// See ``MongoBucket/remove(_:)``.
    func remove(_ name: String) throws {
        if let old = try file(named: name) { try end(old) }
    }

    func file(named name: String) throws -> BucketFile? {
        try file(["metadata.unique": true, "filename": .string(name)])
    }

    private func file(_ condition: Document) throws -> BucketFile? {
        try connection.file(condition, in: collections, transaction: transaction)
    }

    /// Takes a file away. Its chunks stay for a while, for those who read it.
    private func end(_ file: BucketFile) throws {
        _ = try connection.deleteAll([.objectID(file.id)], from: collections.files, transaction)
        try loose.set(file.id, .ended, on: connection, in: transaction)
    }

    private func insert(_ file: BucketFile) throws {
        var metadata: Document = ["unique": true]
        if let type = file.contentType { metadata["contentType"] = .string(type) }
        if let digest = file.sha256 { metadata["sha256"] = .string(digest) }
        var update = MongoCommand("update", collections.files, kind: .write)
        let fields: Document = [
            "filename": .string(file.name), "length": .int(file.size), "chunkSize": .int(Int64(file.chunkSize)),
            "metadata": .document(metadata),
        ]
        update.set(
            "updates",
            [
                [
                    "q": ["_id": .objectID(file.id)],
                    // The time is the server's, so that all who write have the same clock.
                    "u": ["$set": .document(fields), "$currentDate": ["uploadDate": true]], "upsert": true,
                ]
            ])
        do {
            _ = try connection.run(update, in: transaction)
        } catch let failure as MongoFailure where failure.isDuplicateKey {
            // Somebody else's file appeared under the name since this transaction began.
            throw MongoConnection.BeginAgain(cause: failure)
        }
    }
}
