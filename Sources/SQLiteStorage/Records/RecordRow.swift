import RegistryCore

/// A prepared record with everything a row holds of it.
struct RecordRow: Sendable {
    /// The record as it is stored.
    let record: Document
    let id: RecordID
    let idKey: [UInt8]
    /// `_run` and `_seq`, by which a record written twice is recognised.
    let run: String?
    let sequence: Int64?
    /// One key for each key column.
    let keys: [[UInt8]]
    /// The keys of the elements of the list field, each once.
    let elements: [[UInt8]]
    let body: [UInt8]

    /// The row of a record that ``RecordPreparation`` has prepared.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when it is too large.
    init(_ record: Document, in table: CollectionTable) throws(RegistryError) {
        guard let id = record["_id"].flatMap(RecordID.init) else {
            throw RegistryError(.corruptData, "A record of \"\(table.collection)\" has no usable _id.")
        }
        let body = try record.bson()
        try RecordPreparation.checkSize(inBytes: body.count, of: table.collection)
        self.record = record
        self.id = id
        self.body = body
        idKey = OrderedKey.bytes(of: id.value)
        run = record["_run"]?.stringValue
        sequence = record["_seq"]?.intValue
        keys = table.keyColumns.map { OrderedKey.sortBytes(of: record.sortValue(at: $0.path)) }
        let elements = table.listField.flatMap { record[path: $0]?.arrayValue } ?? []
        var seen: Set<[UInt8]> = []
        self.elements = elements.map { OrderedKey.bytes(of: $0) }.filter { seen.insert($0).inserted }
    }
}
