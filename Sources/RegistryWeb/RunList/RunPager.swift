import RegistryCore

/// A page of runs in an order in which those that lack the field come last, whatever the stores' own order says.
struct RunPager: Sendable {
    let store: any RecordReader

    /// What stands in front of the cursor of those that lack the field.
    private static let lacking: Character = "~"
    /// The order of runs that have nothing to be sorted by.
    private static let newest = RunSort.usual.keys

    /// A page, and the text with which an address asks for the next one.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a condition or cursor that is none.
    func page(of view: RunListView) async throws -> (runs: [ListedRun], next: String?) {
        let filter = try view.filter()
        guard let present = view.sort.present else {
            let page = try await find(filter, by: view.sort.keys, limit: view.limit, behind: view.cursor)
            return (page.elements, page.next?.description)
        }
        var found: [ListedRun] = []
        var cursor = view.cursor ?? ""
        if cursor.first != Self.lacking {
            let page = try await find(
                .and([filter, present]), by: view.sort.keys, limit: view.limit, behind: cursor)
            if let next = page.next { return (page.elements, next.description) }
            found = page.elements
            cursor = String(Self.lacking)
        }
        // At least one, so that a full page does not promise a next one that is empty.
        let room = max(1, view.limit - found.count)
        let page = try await find(
            .and([filter, .not(present)]), by: Self.newest, limit: room, behind: String(cursor.dropFirst()))
        return (found + page.elements, page.next.map { "\(Self.lacking)\($0)" })
    }

    private func find(
        _ filter: Filter, by sort: [SortKey], limit: Int, behind cursor: String?
    ) async throws -> Page<ListedRun> {
        let place = try cursor.flatMap { $0.isEmpty ? nil : try PageCursor($0) }
        return try await store.find(in: .runs, Query(filter, sort: sort, limit: limit, cursor: place))
            .map { ListedRun(document: $0) }
    }
}
