import RegistryCore
import RegistryWeb

/// The records of a store, as the server shows them: without those in the trash.
struct StoreSource {
    let store: any RegistryStore

    /// The records that a query finds, at most so many.
    func records(in collection: CollectionName, _ query: Query, limit: Int) async throws -> [Document] {
        let shown = store.shownRecords
        var query = query
        var found: [Document] = []
        repeat {
            query.limit = min(limit - found.count, Query.largestPage)
            let page = try await shown.find(in: collection, query)
            found += page.elements
            query.cursor = page.next
        } while query.cursor != nil && found.count < limit
        return found
    }
}
