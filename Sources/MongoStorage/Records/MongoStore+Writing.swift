import BSONCoding
public import RegistryCore

extension MongoStore {
    /// See ``RecordWriter/insert(_:into:)``.
    @discardableResult
    public func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        let insertion = try RecordInsertion(
            try records.map { try PreparedRecord($0, for: collection, newID: newID) }, into: collection)
        return try await call { [self] connection in
            try prepare(collection, on: connection)
            return try insertion.run(on: connection)
        }
    }

    /// See ``RecordWriter/update(_:in:_:)``.
    @discardableResult
    public func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await call { connection in
            try connection.inTransaction { transaction in
                guard let old = try connection.record(id, in: collection, transaction: transaction) else {
                    return false
                }
                let new = try change.applied(to: old, in: collection)
                try connection.replace(old, by: new, in: collection, transaction)
                return true
            }
        }
    }

    /// See ``RecordWriter/put(_:into:matching:)``.
    public func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID {
        let prepared = try PreparedRecord(record, for: collection, newID: newID)
        guard let value = prepared.document[path: field] else {
            throw RegistryError(
                .invalidArgument, "A record that is put by its field \"\(field)\" needs a value in that field.")
        }
        return try await call { [self] connection in
            try prepare(collection, on: connection)
            return try connection.inTransaction { transaction in
                let lock = RecordLock(collection: collection, field: field, value: value)
                try lock.take(on: connection, in: transaction)
                let id = try connection.put(prepared, record, in: collection, where: field, is: value, transaction)
                try lock.release(on: connection, in: transaction)
                return id
            }
        }
    }

    /// See ``RecordWriter/delete(_:from:)``.
    @discardableResult
    public func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        guard !ids.isEmpty else { return 0 }
        let values = Array(Set(ids.map(\.value)))
        return try await call { connection in
            try connection.inTransaction { transaction in
                try connection.delete(values, from: collection, transaction)
            }
        }
    }
}

extension MongoConnection {
    /// Stores a record in place of another with the same `_id`.
    fileprivate func replace(
        _ old: Document, by new: Document, in collection: CollectionName, _ transaction: MongoTransaction
    ) throws {
        guard old != new, let id = old["_id"] else { return }
        try RecordPreparation.checkSize(inBytes: try new.bson().count, of: collection)
        let counts = GroupCounts(collection: collection)
        var change = GroupCounts.Change()
        change.count(old, of: counts.fields, by: -1)
        change.count(new, of: counts.fields, by: 1)
        try counts.apply(change, on: self, in: transaction)
        var update = MongoCommand("update", collection.description, kind: .write)
        update.set("updates", [["q": ["_id": ["$eq": id]], "u": .document(new)]])
        _ = try run(update, in: transaction)
    }

    /// Updates the oldest record with a value in a field, or adds one.
    fileprivate func put(
        _ prepared: PreparedRecord, _ given: Document, in collection: CollectionName, where field: FieldPath,
        is value: Value, _ transaction: MongoTransaction
    ) throws -> RecordID {
        var find = MongoCommand("find", collection.description, kind: .read)
        // Without lists, the server finds nothing but this very value: one record is enough.
        let isPlain = field.components.count == 1 && !value.isNull && value.arrayValue == nil
        let condition: Value = isPlain ? ["$eq": value, "$not": ["$type": "array"]] : ["$eq": value]
        find.set("filter", [field.description: condition])
        find.set("sort", ["_id": 1])
        if isPlain { find.set("limit", 1) }
        // The server also finds lists that hold the value: the records are looked through here.
        let oldest = try first(of: find, in: collection.description, transaction: transaction) { record in
            record[path: field].map { Value.order($0, value) == .equal } ?? false
        }
        guard let oldest, let id = oldest["_id"].flatMap(RecordID.init) else {
            let counts = GroupCounts(collection: collection)
            var change = GroupCounts.Change()
            change.count(prepared.document, of: counts.fields, by: 1)
            try counts.apply(change, on: self, in: transaction)
            try insert([prepared.bytes], into: collection.description, in: transaction)
            return prepared.id
        }
        var fields = given
        fields["_id"] = nil
        let changed = try RecordPreparation.prepare(stored: oldest.updated(with: fields), for: collection)
        try replace(oldest, by: changed, in: collection, transaction)
        return id
    }

    /// Removes records and says how many there were.
    func delete(_ ids: [Value], from collection: CollectionName, _ transaction: MongoTransaction) throws -> Int {
        let counts = GroupCounts(collection: collection)
        if !counts.fields.isEmpty {
            var find = MongoCommand("find", collection.description, kind: .read)
            find.set("filter", ["_id": ["$in": .array(ids)]])
            find.set("projection", .document(Document(counts.fields.map { ($0.description, 1) })))
            var change = GroupCounts.Change()
            for record in try all(find, in: collection.description, transaction: transaction) {
                change.count(record, of: counts.fields, by: -1)
            }
            try counts.apply(change, on: self, in: transaction)
        }
        return try deleteAll(ids, from: collection.description, transaction)
    }

    /// Removes documents without counting their values, and says how many there were.
    func deleteAll(_ ids: [Value], from collection: String, _ transaction: MongoTransaction) throws -> Int {
        var delete = MongoCommand("delete", collection, kind: .write)
        delete.set("deletes", [["q": ["_id": ["$in": .array(ids)]], "limit": 0]])
        return Int(try Document(bson: try run(delete, in: transaction))["n"]?.intValue ?? 0)
    }
}
