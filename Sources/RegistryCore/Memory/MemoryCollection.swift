import BSONCoding

/// The records of one collection.
struct MemoryCollection {
    private let name: CollectionName
    // By the identifier as a value: two texts are equal there when their bytes are.
    private var records: [Value: Document] = [:]
    private var origins: [RecordOrigin: RecordID] = [:]

    /// An empty collection.
    init(name: CollectionName) { self.name = name }

    /// Every record, in no particular order.
    var all: some Collection<Document> { records.values }

    /// One record.
    func record(_ id: RecordID) -> Document? { records[id.value] }

    /// Adds records, all or none.
    mutating func insert(_ new: [Document], newID: () -> ObjectID) throws -> Insertion {
        var insertion = Insertion(ids: [], duplicates: 0)
        // What is added goes in at the end, when nothing can throw any more.
        var added: [(Document, RecordID)] = []
        var addedIDs: Set<Value> = []
        var addedOrigins: [RecordOrigin: RecordID] = [:]
        for record in new {
            let (record, id) = try prepare(record, newID: newID)
            if let origin = RecordOrigin(record), let stored = origins[origin] ?? addedOrigins[origin] {
                insertion.ids.append(stored)
                insertion.duplicates += 1
                continue
            }
            guard records[id.value] == nil, addedIDs.insert(id.value).inserted else {
                throw RegistryError(
                    .alreadyExists,
                    "\"\(name)\" has a record with the _id \(id) already. Update it, or choose another _id.")
            }
            if let origin = RecordOrigin(record) { addedOrigins[origin] = id }
            added.append((record, id))
            insertion.ids.append(id)
        }
        for (record, id) in added { set(record, id) }
        return insertion
    }

    /// Changes one record; `false` when there is none.
    mutating func update(_ id: RecordID, _ change: RecordChange) throws -> Bool {
        guard let record = record(id) else { return false }
        let changed = try change.applied(to: record, in: name)
        try RecordPreparation.checkSize(inBytes: try changed.bson().count, of: name)
        set(changed, id)
        return true
    }

    /// Updates the oldest record with the same value in a field, or adds the record.
    mutating func put(_ record: Document, matching field: FieldPath, newID: () -> ObjectID) throws -> RecordID {
        let (prepared, id) = try prepare(record, newID: newID)
        guard let value = prepared[path: field] else {
            throw RegistryError(
                .invalidArgument, "A record that is put by its field \"\(field)\" needs a value in that field.")
        }
        let same = records.values.filter { $0[path: field].map { Value.order($0, value) == .equal } ?? false }
        let oldest = same.min { Value.order($0["_id"] ?? .null, $1["_id"] ?? .null) == .ascending }
        guard let oldest else {
            return try insert([prepared], newID: newID).ids.first ?? id
        }
        var fields = record
        fields["_id"] = nil
        let (changed, oldestID) = try prepare(oldest.updated(with: fields), newID: newID)
        if let origin = RecordOrigin(changed), let other = origins[origin], other.value != oldestID.value {
            throw RegistryError(
                .alreadyExists, "Another record of \"\(name)\" has the same _run and _seq. Leave them as they are.")
        }
        remove(oldestID)
        set(changed, oldestID)
        return oldestID
    }

    /// Removes a record; `false` when there is none.
    @discardableResult
    mutating func remove(_ id: RecordID) -> Bool {
        guard let record = records.removeValue(forKey: id.value) else { return false }
        if let origin = RecordOrigin(record) { origins[origin] = nil }
        return true
    }

    /// Puts a prepared record in its place.
    mutating func set(_ record: Document, _ id: RecordID) {
        records[id.value] = record
        if let origin = RecordOrigin(record) { origins[origin] = id }
    }

    private func prepare(_ record: Document, newID: () -> ObjectID) throws -> (Document, RecordID) {
        let record = try RecordPreparation.prepare(record, for: name, newID: newID)
        try RecordPreparation.checkSize(inBytes: try record.bson().count, of: name)
        guard let id = record["_id"].flatMap(RecordID.init) else {
            throw RegistryError(.internalFailure, "A record for \"\(name)\" was prepared without an _id.")
        }
        return (record, id)
    }
}
