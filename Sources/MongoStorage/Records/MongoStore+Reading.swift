public import RegistryCore

extension MongoStore {
    /// See ``RecordReader/find(in:_:)``.
    public func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try query.validate(in: collection)
        return try await call(timeLimit: query.timeLimit) { connection in
            try PageReader(connection: connection, collection: collection, query: query).page()
        }
    }

    /// See ``RecordReader/findEncoded(in:_:)``.
    public func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        try query.validate(in: collection)
        return try await call(timeLimit: query.timeLimit) { connection in
            try PageReader(connection: connection, collection: collection, query: query).page()
        }
    }

    /// See ``RecordReader/record(_:in:)``.
    public func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await call { connection in try connection.record(id, in: collection) }
    }

    /// See ``RegistryStore/collections()``.
    public func collections() async throws -> [CollectionName] {
        try await call { connection in
            var list = MongoCommand("listCollections", number: 1, kind: .read)
            list.set("nameOnly", true)
            // Where further batches of this answer are asked for.
            let found = try connection.all(list, in: "$cmd.listCollections")
            return CollectionName.all(stored: found.compactMap { $0["name"]?.stringValue })
        }
    }

    /// See ``RecordReader/count(in:matching:)``.
    public func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await call { connection in
            let counted = CountedFilter(collection, connection)
            if let count = try counted.count(matching: filter) { return count }
            var aggregate = MongoCommand("aggregate", collection.description, kind: .read)
            aggregate.set(
                "pipeline",
                [["$match": .document(Document(filter: try counted.rewritten(filter)))], ["$count": "n"]])
            aggregate.set("cursor", [:])
            let answer = try connection.all(aggregate, in: collection.description)
            return Int(answer.first?["n"]?.intValue ?? 0)
        }
    }
}

extension MongoConnection {
    /// One record; `nil` when there is none.
    func record(
        _ id: RecordID, in collection: CollectionName, transaction: MongoTransaction? = nil
    ) throws -> Document? {
        var find = MongoCommand("find", collection.description, kind: .read)
        find.set("filter", ["_id": ["$eq": id.value]])
        find.set("limit", 1)
        return try MongoBatch(reply: try run(find, in: transaction)).records(as: Document.self).first
    }
}
