import RegistryCore

/// The runs that are exported, as people see them: without those in the trash.
struct ExportedRuns {
    /// So many are in memory at a time.
    private static let page = 200

    let store: any RecordReader
    let filter: Filter

    /// Whether there is any.
    func areThere() async throws -> Bool {
        var query = Query(filter, limit: 1)
        repeat {
            let page = try await store.find(in: .runs, query)
            if !page.elements.isEmpty { return true }
            // Runs in the trash leave gaps.
            query.cursor = page.next
        } while query.cursor != nil
        return false
    }

    /// Gives the records of the runs, page by page, the earliest first.
    func forEachPage(_ take: ([Document]) async throws -> Void) async throws {
        var query = Query(filter, limit: Self.page)
        repeat {
            try Task.checkCancellation()
            let page = try await store.find(in: .runs, query)
            if !page.elements.isEmpty { try await take(page.elements) }
            query.cursor = page.next
        } while query.cursor != nil
    }
}
