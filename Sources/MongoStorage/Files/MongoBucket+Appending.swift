package import BSONCoding
import RegistryCore

extension MongoBucket {
    /// Adds bytes to the end of a file, all of them or none.
    ///
    /// - Parameters:
    ///   - bytes: at most ``largestBatch``.
    ///   - call: names this call: when it is made again because no answer came, nothing is added twice.
    /// - Returns: what is stored; `nil` when there is no such file.
    package func append(_ bytes: [UInt8], to name: String, call id: ObjectID) async throws -> BucketFile? {
        let collections = collections
        return try await call { connection in
            try connection.inTransaction { transaction in
                let publishing = FilePublishing(
                    collections: collections, connection: connection, transaction: transaction)
                return try publishing.append(bytes, to: name, call: id)
            }
        }
    }
}

extension FilePublishing {
    /// So many of the last calls are remembered by their names.
    private static let rememberedCalls: Int64 = 64

    /// See ``MongoBucket/append(_:to:call:)``. Two of them that meet write the same document, so that one begins again.
    fileprivate func append(_ bytes: [UInt8], to name: String, call id: ObjectID) throws -> BucketFile? {
        guard let old = try file(named: name) else { return nil }
        let was = try connection.file(
            ["_id": .objectID(old.id), "metadata.appended": .objectID(id)], in: collections, transaction: transaction)
        if let was { return was }
        let rest = Int(old.size % Int64(old.chunkSize))
        let first = old.size / Int64(old.chunkSize)
        var new: [UInt8] = []
        if rest > 0 {
            new =
                try connection.chunks(first..<first + 1, of: old, in: collections, transaction: transaction).first ?? []
        }
        new += bytes
        var pieces = stride(from: 0, to: new.count, by: old.chunkSize).map {
            Array(new[$0..<min($0 + old.chunkSize, new.count)])
        }
        var number = first
        if rest > 0, !pieces.isEmpty {
            // Those who read the file as it was take as many bytes of it as there were.
            try replace(number, of: old.id, by: pieces.removeFirst())
            number += 1
        }
        try connection.insert(
            try pieces.chunkDocuments(from: number, of: old.id), into: collections.chunks, in: transaction)
        try grow(old, by: bytes.count, call: id)
        return try file(named: name)
    }

    private func replace(_ number: Int64, of id: ObjectID, by bytes: [UInt8]) throws {
        var update = MongoCommand("update", collections.chunks, kind: .write)
        update.set(
            "updates",
            [
                [
                    "q": ["files_id": .objectID(id), "n": .int(number)],
                    "u": ["$set": ["data": .binary(Binary(bytes))]],
                ]
            ])
        _ = try connection.run(update, in: transaction)
    }

    private func grow(_ old: BucketFile, by count: Int, call id: ObjectID) throws {
        var update = MongoCommand("update", collections.files, kind: .write)
        update.set(
            "updates",
            [
                [
                    "q": ["_id": .objectID(old.id)],
                    "u": [
                        "$set": ["length": .int(old.size + Int64(count))], "$unset": ["metadata.sha256": ""],
                        "$currentDate": ["uploadDate": true],
                        "$push": [
                            "metadata.appended": [
                                "$each": [.objectID(id)], "$slice": .int(-Self.rememberedCalls),
                            ]
                        ],
                    ],
                ]
            ])
        _ = try connection.run(update, in: transaction)
    }
}
