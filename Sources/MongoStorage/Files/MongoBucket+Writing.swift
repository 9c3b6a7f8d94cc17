package import BSONCoding
import RegistryCore

extension MongoBucket {
    /// Begins a file of several batches.
    package func begin(_ id: ObjectID) async throws {
        let loose = LooseChunks(collections: collections)
        try await call { connection in try loose.set(id, .begun, on: connection) }
    }

    /// Says that a file that was begun is still being written.
    ///
    /// - Throws: `timedOut` when that comes too late.
    package func renew(_ id: ObjectID) async throws {
        let loose = LooseChunks(collections: collections)
        try await call { connection in
            guard try loose.change(id, from: .begun, to: .begun, on: connection) else {
                throw FilePublishing.tooLate
            }
        }
    }

    /// Stores chunks of a file that was begun.
    ///
    /// - Parameter number: that of the first, from 0.
    package func add(_ chunks: [[UInt8]], from number: Int64, of id: ObjectID) async throws {
        let collections = collections
        let documents = try chunks.chunkDocuments(from: number, of: id)
        try await call { connection in
            do {
                try connection.insert(documents, into: collections.chunks)
            } catch let failure as MongoFailure where failure.isDuplicateKey {
                // An earlier attempt did it, of which no answer came; or only a part of it.
                try connection.insertMissing(documents, from: number, of: id, into: collections)
            }
        }
    }

    /// Has a file appear in the place of another of its name.
    ///
    /// - Parameters:
    ///   - chunks: all of its bytes, at most ``largestBatch``; `nil` when it was begun, and they are there.
    ///   - condition: what has to hold of the file that has the name.
    /// - Returns: what is stored.
    /// - Throws: `alreadyExists` when the condition does not hold.
    package func publish(
        _ file: BucketFile, chunks: [[UInt8]]?, _ condition: BucketCondition
    ) async throws -> BucketFile {
        let collections = collections
        let documents = try chunks?.chunkDocuments(from: 0, of: file.id)
        return try await call { connection in
            try connection.inTransaction { transaction in
                let publishing = FilePublishing(
                    collections: collections, connection: connection, transaction: transaction)
                return try publishing.publish(file, documents, condition)
            }
        }
    }

    /// Gives up a file that was begun, unless it has appeared.
    package func discard(_ id: ObjectID) async throws {
        let loose = LooseChunks(collections: collections)
        try await call { connection in
            // A batch may still be on its way: what arrives after this is collected later.
            guard try loose.change(id, from: .begun, to: .ended, on: connection) else { return }
            try loose.deleteChunks(of: id, on: connection)
        }
    }

    /// Deletes the file of a name, if there is one.
    package func remove(_ name: String) async throws {
        let collections = collections
        try await call { connection in
            try connection.inTransaction { transaction in
                let publishing = FilePublishing(
                    collections: collections, connection: connection, transaction: transaction)
                try publishing.remove(name)
            }
        }
    }

    /// Deletes chunks that belong to no file.
    ///
    /// - Parameters:
    ///   - begun: of files that were begun so long ago and have not appeared.
    ///   - ended: of files that were replaced or deleted so long ago.
    /// - Returns: of how many files; 100 at most.
    package func collectLoose(begunBefore begun: Duration, endedBefore ended: Duration) async throws -> Int {
        let loose = LooseChunks(collections: collections)
        return try await call { connection in
            try loose.collect(begunBefore: begun, endedBefore: ended, on: connection)
        }
    }
}

extension [[UInt8]] {
    /// Chunks as GridFS stores them, as BSON.
    func chunkDocuments(from number: Int64, of id: ObjectID) throws -> [[UInt8]] {
        try enumerated().map { index, bytes in
            let document: Document = [
                "_id": .objectID(ObjectID()), "files_id": .objectID(id), "n": .int(number + Int64(index)),
                "data": .binary(Binary(bytes)),
            ]
            return try document.bson()
        }
    }
}

extension MongoConnection {
    /// Inserts those of some chunks that are not stored.
    fileprivate func insertMissing(
        _ documents: [[UInt8]], from number: Int64, of id: ObjectID, into collections: BucketCollections
    ) throws {
        var find = MongoCommand("find", collections.chunks, kind: .read)
        find.set(
            "filter",
            ["files_id": .objectID(id), "n": ["$gte": .int(number), "$lt": .int(number + Int64(documents.count))]])
        find.set("projection", ["n": 1])
        let stored = Set(try all(find, in: collections.chunks).compactMap { $0["n"]?.intValue })
        let missing = documents.enumerated().filter { !stored.contains(number + Int64($0.offset)) }.map(\.element)
        if !missing.isEmpty { try insert(missing, into: collections.chunks) }
    }
}
