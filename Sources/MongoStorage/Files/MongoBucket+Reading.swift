import RegistryCore

extension MongoBucket {
    /// The file of a name; `nil` when there is none.
    package func file(named name: String) async throws -> BucketFile? {
        let collections = collections
        return try await call { connection in
            try connection.file(["metadata.unique": true, "filename": .string(name)], in: collections)
        }
    }

    /// Files in the order of their names' bytes.
    ///
    /// - Parameters:
    ///   - start: the first name that may be among them; with `isBehind` the one that is not.
    ///   - end: the first name that may not; `nil` to the last.
    ///   - limit: at most so many, 1 or more.
    package func files(
        from start: String, isBehind: Bool, before end: String?, limit: Int
    ) async throws -> BucketPage {
        var names: Document = [isBehind ? "$gt" : "$gte": .string(start)]
        if let end { names["$lt"] = .string(end) }
        var find = MongoCommand("find", collections.files, kind: .read)
        find.set("filter", ["metadata.unique": true, "filename": .document(names)])
        find.set("sort", ["filename": 1])
        find.set("limit", .int(Int64(limit)))
        let (command, collection) = (find, collections.files)
        return try await call { connection in
            let documents = try connection.all(command, in: collection)
            var page = BucketPage()
            for document in documents {
                if let file = BucketFile(document) { page.files.append(file) } else { page.unusable += 1 }
            }
            if documents.count >= limit { page.last = documents.last?["filename"]?.stringValue }
            return page
        }
    }

    /// Chunks of a file, one after another.
    ///
    /// - Throws: `corruptData` when they are not there as the file says.
    package func chunks(_ numbers: Range<Int64>, of file: BucketFile) async throws -> [[UInt8]] {
        let collections = collections
        return try await call { connection in try connection.chunks(numbers, of: file, in: collections) }
    }
}

extension MongoConnection {
    /// The first file that a condition holds for.
    func file(
        _ condition: Document, in collections: BucketCollections, transaction: MongoTransaction? = nil
    ) throws -> BucketFile? {
        var find = MongoCommand("find", collections.files, kind: .read)
        find.set("filter", .document(condition))
        find.set("limit", 1)
        guard let document = try all(find, in: collections.files, transaction: transaction).first else { return nil }
        guard let file = BucketFile(document) else {
            throw RegistryError(
                .corruptData,
                "What \(collections.files) says of a file cannot be read: another program may have changed it.")
        }
        return file
    }

    /// Chunks of a file, one after another.
    func chunks(
        _ numbers: Range<Int64>, of file: BucketFile, in collections: BucketCollections,
        transaction: MongoTransaction? = nil
    ) throws -> [[UInt8]] {
        var find = MongoCommand("find", collections.chunks, kind: .read)
        find.set(
            "filter",
            [
                "files_id": .objectID(file.id),
                "n": ["$gte": .int(numbers.lowerBound), "$lt": .int(numbers.upperBound)],
            ])
        find.set("sort", ["n": 1])
        var chunks: [[UInt8]] = []
        for document in try all(find, in: collections.chunks, transaction: transaction) {
            let number = numbers.lowerBound + Int64(chunks.count)
            guard document["n"]?.intValue == number, case .binary(let data)? = document["data"],
                data.bytes.count >= file.size(ofChunk: number)
            else { throw Self.brokenFile }
            // The last one is longer when the file was appended to meanwhile.
            let size = file.size(ofChunk: number)
            chunks.append(data.bytes.count > size ? Array(data.bytes.prefix(size)) : data.bytes)
        }
        guard chunks.count == numbers.count else { throw Self.brokenFile }
        return chunks
    }

    private static let brokenFile = RegistryError(
        .corruptData,
        "A part of the file is missing: it was replaced long ago while it was read, or is damaged. Read it again.")
}
