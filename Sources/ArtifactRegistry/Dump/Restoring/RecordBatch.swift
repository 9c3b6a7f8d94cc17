import RegistryCore

/// Records of one collection that are dealt with together: as many as one call of a store is worth.
struct RecordBatch: Sendable {
    private static let mostRecords = 500
    private static let mostBytes = 4 << 20

    private(set) var collection = CollectionName.runs
    private var records: [Document] = []
    private var byteCount = 0

    /// Whether records are waiting that do not belong to a collection.
    func hasOthers(than collection: CollectionName) -> Bool { !records.isEmpty && collection != self.collection }

    /// Whether it is large enough to be dealt with.
    var isFull: Bool { records.count >= Self.mostRecords || byteCount >= Self.mostBytes }

    /// Adds a record; those of another collection were taken before.
    mutating func add(_ record: Document, of collection: CollectionName) throws {
        self.collection = collection
        records.append(record)
        byteCount += try record.bson().count
    }

    /// Gives the records, and has none any more.
    mutating func take() -> [Document] {
        defer { (records, byteCount) = ([], 0) }
        return records
    }
}
