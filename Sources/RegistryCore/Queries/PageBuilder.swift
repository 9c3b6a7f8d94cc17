/// Puts a page together from records in their order, and ends it where a page ends: the same way in every store.
///
/// A store offers one record more than the page has: that there is one tells that there is a next page.
package struct PageBuilder<Record: RecordForm> {
    private let query: Query
    private let collection: CollectionName
    private var records: [Record] = []
    private var bytesLeft: Int

    /// Whether a record was offered that belongs to the next page.
    package private(set) var isComplete = false

    /// An empty page of a question.
    package init(of query: Query, in collection: CollectionName) {
        self.query = query
        self.collection = collection
        bytesLeft = query.mostBytes
    }

    /// Takes the next record, or ends the page in front of it: behind ``Query/limit`` records, or where it would go
    /// beyond the query's largest page. The first record always belongs to the page.
    ///
    /// - Parameter bytes: how many bytes the record has as BSON.
    package mutating func offer(_ record: Record, bytes: Int) {
        guard !isComplete else { return }
        guard records.count < query.limit, records.isEmpty || bytes <= bytesLeft else {
            isComplete = true
            return
        }
        records.append(record)
        bytesLeft -= bytes
    }

    /// The page, with a cursor when there is a next one.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the last record is damaged.
    package func page() throws(RegistryError) -> Page<Record> {
        guard isComplete, let last = records.last else { return Page(records) }
        return Page(records, next: PageCursor(behind: try last.document(), of: query, in: collection))
    }
}
