import ArtifactRegistry
import RegistryCore

/// Asks the store for what the list of files shows, and for nothing more.
struct FileListBuilder: Sendable {
    /// The most runs whose name may match what is searched.
    static let mostRuns = 500

    let store: any RecordReader

    /// What the store said.
    struct Answer: Sendable {
        var files: [Document] = []
        /// How the address asks for the next page; `nil` when there is none.
        var next: String?
        /// How many files there are on all pages.
        var count = 0
        /// The names of the runs of this page's files, by identifier; a run without a name has an empty one.
        var runNames: [String: String] = [:]
        /// Whether more runs match than are looked at.
        var hasMoreRuns = false
    }

    /// All that a page shows.
    ///
    /// - Throws: ``RegistryError``, with `invalidArgument` for a view that asks for something that is none.
    func answer(for view: FileListView) async throws -> Answer {
        let (filter, hasMoreRuns) = try await filter(of: view)
        async let count = store.count(in: .files, matching: filter)
        var answer = try await page(of: view, filter: filter)
        answer.count = try await count
        answer.hasMoreRuns = hasMoreRuns
        return answer
    }

    /// Only the files of a page, for a list that goes on.
    func rows(for view: FileListView) async throws -> Answer {
        try await page(of: view, filter: try await filter(of: view).filter)
    }

    private func page(of view: FileListView, filter: Filter) async throws -> Answer {
        let cursor = try view.cursor.map { try PageCursor($0) }
        let page = try await store.find(
            in: .files, Query(filter, sort: view.sort.keys, limit: view.limit, cursor: cursor))
        return Answer(
            files: page.elements, next: page.next?.description, runNames: try await names(ofRunsOf: page.elements))
    }

    private func names(ofRunsOf files: [Document]) async throws -> [String: String] {
        try await store.runNames(files.compactMap { $0["_run"]?.stringValue })
    }

    /// The files that are shown. A run is known by its identifier or by a part of its name.
    private func filter(of view: FileListView) async throws -> (filter: Filter, hasMoreRuns: Bool) {
        let own = try view.filter()
        guard !view.run.isEmpty else { return (own, false) }
        if let run = RunID(view.run) {
            return (.and([own, .field("_run", .equals(.string(run.description)))]), false)
        }
        let named = try ArtifactSearch.filter(field: "name", containing: Pattern.escaping(view.run))
        let page = try await store.find(
            in: .runs, Query(named, sort: [SortKey("_id", .descending)], limit: Self.mostRuns))
        let ids = page.elements.compactMap { $0["_id"] }
        return (.and([own, .field("_run", .oneOf(ids))]), page.next != nil)
    }
}
