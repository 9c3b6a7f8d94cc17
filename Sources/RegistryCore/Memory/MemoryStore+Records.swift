import BSONCoding

extension MemoryStore {
    /// See ``RecordReader/find(in:_:)``.
    public func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try work(within: query.timeLimit) { state, limit in
            try state.records(in: collection).page(query, in: collection, limit)
        }
    }

    /// See ``RecordReader/record(_:in:)``.
    public func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try work { state, _ in state.records(in: collection).record(id) }
    }

    /// See ``RegistryStore/collections()``.
    public func collections() async throws -> [CollectionName] {
        CollectionName.all(stored: try work { state, _ in state.collections.keys.map(\.description) })
    }

    /// See ``RecordReader/count(in:matching:)``.
    public func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try work { state, limit in try state.records(in: collection).matching(filter, limit).count }
    }

    /// See ``RecordReader/distinctValues(of:in:matching:limit:)``.
    public func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        let values = try work { state, time in
            try state.records(in: collection).distinctValues(of: field, matching: filter, time)
        }
        return Array(values.prefix(max(0, limit)))
    }

    /// See ``RecordReader/groups(by:in:matching:limit:)``.
    public func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        let groups = try work { state, time in
            try state.records(in: collection).groups(by: field, matching: filter, time)
        }
        return Array(groups.prefix(max(0, limit)))
    }

    /// See ``RecordWriter/insert(_:into:)``.
    @discardableResult
    public func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        try change(collection) { content, newID in try content.insert(records, newID: newID) }
    }

    /// See ``RecordWriter/update(_:in:_:)``.
    @discardableResult
    public func update(
        _ id: RecordID, in collection: CollectionName, _ change: RecordChange
    ) async throws -> Bool {
        try self.change(collection) { content, _ in try content.update(id, change) }
    }

    /// See ``RecordWriter/put(_:into:matching:)``.
    public func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID {
        try change(collection) { content, newID in try content.put(record, matching: field, newID: newID) }
    }

    /// See ``RecordWriter/delete(_:from:)``.
    @discardableResult
    public func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try change(collection) { content, _ in ids.count { content.remove($0) } }
    }

    private func change<Answer: Sendable>(
        _ collection: CollectionName, _ body: (inout MemoryCollection, () -> ObjectID) throws -> Answer
    ) throws -> Answer {
        try work { state, _ in
            let newID = state.newID
            return try body(&state.collections[collection, default: MemoryCollection(name: collection)], newID)
        }
    }
}
