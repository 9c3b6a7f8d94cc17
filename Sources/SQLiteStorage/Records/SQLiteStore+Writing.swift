public import RegistryCore

extension SQLiteStore {
    /// See ``RecordWriter/insert(_:into:)``.
    @discardableResult
    public func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        // What the rows hold does not depend on what the collection's table is called.
        let layout = CollectionTable(collection, number: nil)
        let rows = try records.map { record in
            try RecordRow(RecordPreparation.prepare(record, for: collection, newID: newID), in: layout)
        }
        guard !rows.isEmpty else { return Insertion(ids: [], duplicates: 0) }
        // Counted before the writer's turn, which is the time that other calls wait for.
        var expected = GroupTally(of: layout.counted)
        for row in rows { try expected.add(row.record) }
        return try await write { [expected] session in
            let records = try RecordTable.make(collection, in: session)
            let statement = try records.insertion()
            var insertion = Insertion(ids: [], duplicates: 0)
            insertion.ids.reserveCapacity(rows.count)
            var tally = expected
            for row in rows {
                try session.checkStop()
                if let stored = try records.insert(row, by: statement) {
                    insertion.ids.append(stored)
                    insertion.duplicates += 1
                    try tally.remove(row.record)
                } else {
                    insertion.ids.append(row.id)
                }
            }
            try records.counts.apply(tally)
            return insertion
        }
    }

    /// See ``RecordWriter/update(_:in:_:)``.
    @discardableResult
    public func update(
        _ id: RecordID, in collection: CollectionName, _ change: RecordChange
    ) async throws -> Bool {
        try await write { session in
            guard let records = try RecordTable(collection, in: session), let stored = try records.row(of: id) else {
                return false
            }
            try records.replace(
                stored.record, number: stored.number, by: try change.applied(to: stored.record, in: collection))
            return true
        }
    }

    /// See ``RecordWriter/put(_:into:matching:)``.
    public func put(
        _ record: Document, into collection: CollectionName, matching field: FieldPath
    ) async throws -> RecordID {
        let newID = newID
        let prepared = try RecordPreparation.prepare(record, for: collection, newID: newID)
        guard let value = prepared[path: field] else {
            throw RegistryError(
                .invalidArgument, "A record that is put by its field \"\(field)\" needs a value in that field.")
        }
        return try await write { session in
            let records = try RecordTable.make(collection, in: session)
            guard let stored = try records.oldest(with: value, in: field) else {
                let row = try RecordRow(prepared, in: records.table)
                if let stored = try records.insert(row, by: try records.insertion()) { return stored }
                var tally = GroupTally(of: records.table.counted)
                try tally.add(prepared)
                try records.counts.apply(tally)
                return row.id
            }
            var fields = record
            fields["_id"] = nil
            let changed = try RecordPreparation.prepare(
                stored: stored.record.updated(with: fields), for: collection)
            return try records.replace(stored.record, number: stored.number, by: changed)
        }
    }

    /// See ``RecordWriter/delete(_:from:)``.
    @discardableResult
    public func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        try await write { session in
            try RecordTable(collection, in: session)?.remove(ids) ?? 0
        }
    }
}

extension RecordTable {
    /// Removes the records with these identifiers, counts them, and says how many there were.
    func remove(_ ids: [RecordID]) throws -> Int {
        var tally = GroupTally(of: table.counted)
        var removed = 0
        for id in ids {
            try session.checkStop()
            guard let stored = try row(of: id) else { continue }
            try remove(try RecordRow(stored.record, in: table), number: stored.number)
            try tally.remove(stored.record)
            removed += 1
        }
        try counts.apply(tally)
        return removed
    }

    /// Puts a changed record in the place of the stored one, and counts it.
    @discardableResult
    func replace(_ stored: Document, number: Int64, by changed: Document) throws -> RecordID {
        let row = try RecordRow(changed, in: table)
        try replace(try RecordRow(stored, in: table), number: number, by: row)
        var tally = GroupTally(of: table.counted)
        try tally.remove(stored)
        try tally.add(changed)
        try counts.apply(tally)
        return row.id
    }

    /// The record with the smallest identifier whose field holds this value, lists being compared as a whole.
    fileprivate func oldest(with value: Value, in field: FieldPath) throws -> (number: Int64, record: Document)? {
        // A list equals itself, so that this filter finds every record wanted, and perhaps others.
        let stream = try stream(matching: .field(field, .equals(value)), direction: .ascending, behind: nil, needed: 1)
        while let (number, record) = try stream.next({ ($0, try Document(bson: Array($1))) }) {
            if let found = record[path: field], Value.order(found, value) == .equal { return (number, record) }
        }
        return nil
    }
}
