import BSONCoding
import RegistryCore

/// The collections of a ``MongoBucket``, as GridFS has them, and one more.
struct BucketCollections: Sendable {
    /// One document for each file. A file of ours says so by `metadata.unique`; those that other programs wrote are let alone.
    let files: String
    /// The bytes, in pieces.
    let chunks: String
    /// The identifiers whose chunks belong to no file: of files that are being written, and of those that were replaced or
    /// deleted. See ``LooseChunks``.
    let loose: String

    init(bucket: String) {
        files = "\(bucket).files"
        chunks = "\(bucket).chunks"
        loose = "\(bucket).loose"
    }

    /// Makes collections and indexes; what is there is left alone.
    ///
    /// GridFS's own have the names that other drivers give them.
    func prepare(on connection: MongoConnection) throws {
        try createIndexes(
            files,
            [
                ["key": ["filename": 1, "uploadDate": 1], "name": "filename_1_uploadDate_1"],
                [
                    "key": ["filename": 1], "name": "unique_filename", "unique": true,
                    "partialFilterExpression": ["metadata.unique": true],
                ],
            ], on: connection)
        try createIndexes(
            chunks, [["key": ["files_id": 1, "n": 1], "name": "files_id_1_n_1", "unique": true]], on: connection)
        try createIndexes(loose, [["key": ["since": 1], "name": "since_1"]], on: connection)
    }

    private func createIndexes(_ collection: String, _ indexes: [Value], on connection: MongoConnection) throws {
        var command = MongoCommand("createIndexes", collection, kind: .write)
        command.set("indexes", .array(indexes))
        _ = try connection.run(command)
    }
}
