import RegistryCore

/// Looks up many records of a store by their identifiers.
struct StoredRecords {
    private let collection: CollectionName
    private let store: any RecordReader

    init(of collection: CollectionName, in store: any RecordReader) {
        self.collection = collection
        self.store = store
    }

    /// The records of the store that have the identifiers of the given ones.
    func like(_ records: [Document]) async throws -> [RecordID: Document] {
        let ids = records.compactMap { $0["_id"].flatMap(RecordID.init) }
        guard !ids.isEmpty else { return [:] }
        var query = Query(.field("_id", .oneOf(ids.map(\.value))), limit: min(ids.count, Query.largestPage))
        var found: [RecordID: Document] = [:]
        repeat {
            let page = try await store.find(in: collection, query)
            for record in page.elements {
                if let id = record["_id"].flatMap(RecordID.init) { found[id] = record }
            }
            query.cursor = page.next
        } while query.cursor != nil
        return found
    }

    /// A record as the store would keep it: one that another program wrote may be written a little differently.
    func prepared(_ record: Document) -> Document {
        (try? RecordPreparation.prepare(stored: record, for: collection)) ?? record
    }
}
