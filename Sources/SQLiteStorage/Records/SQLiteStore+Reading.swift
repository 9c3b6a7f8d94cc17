public import RegistryCore

extension SQLiteStore {
    /// See ``RecordReader/find(in:_:)``.
    public func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try query.validate(in: collection)
        return try await read(timeLimit: query.timeLimit) { session in
            try RecordTable(collection, in: session)?.page(query) ?? Page([])
        }
    }

    /// See ``RecordReader/findEncoded(in:_:)``.
    public func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        try query.validate(in: collection)
        return try await read(timeLimit: query.timeLimit) { session in
            try RecordTable(collection, in: session)?.page(query) ?? Page([])
        }
    }

    /// See ``RecordReader/record(_:in:)``.
    public func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await read { session in try RecordTable(collection, in: session)?.row(of: id)?.record }
    }

    /// See ``RegistryStore/collections()``.
    public func collections() async throws -> [CollectionName] {
        CollectionName.all(stored: try await read { try $0.all("SELECT name FROM collections") { $0.text(0) } })
    }

    /// See ``RecordReader/count(in:matching:)``.
    public func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await read { session in try RecordTable(collection, in: session)?.count(matching: filter) ?? 0 }
    }

    /// See ``RecordReader/distinctValues(of:in:matching:limit:)``.
    public func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        guard limit > 0 else { return [] }
        return try await read { session in
            try RecordTable(collection, in: session)?.distinctValues(of: field, matching: filter, limit: limit) ?? []
        }
    }

    /// See ``RecordReader/groups(by:in:matching:limit:)``.
    public func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        guard limit > 0 else { return [] }
        return try await read { session in
            try RecordTable(collection, in: session)?.groups(by: field, matching: filter, limit: limit) ?? []
        }
    }
}
