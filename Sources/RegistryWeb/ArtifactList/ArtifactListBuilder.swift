import RegistryCore

/// Asks the store for what a list of artifacts shows, and for nothing more.
struct ArtifactListBuilder: Sendable {
    /// How many records an unfolded group shows in the list of all groups.
    static let recordsInList = 10

    /// How many records a group shows alone.
    static let recordsAlone = 50

    /// How many groups may be unfolded in one page.
    static let mostOpenGroups = 10

    let store: any RecordReader

    /// What the store said.
    struct Answer: Sendable {
        var recordCount = 0
        var isEmptyStore = false
        /// How many runs there are, where there is no record.
        var runCount = 0
        var groups: [RecordGroup] = []
        var hasMoreGroups = false
        var pages: [GroupName: Page<Document>] = [:]
        /// What the runs of the records are called, by identifier; those that are gone are left out.
        var runNames: [String: String] = [:]
    }

    /// Reads the groups and the records of those that are unfolded.
    ///
    /// - Throws: ``RegistryError``, with `invalidArgument` for a view that asks for something that is none.
    func answer(for view: ArtifactListView) async throws -> Answer {
        let filter = try view.filter()
        let path = try view.groupPath()
        if let group = view.group { return try await answer(for: view, alone: group) }
        async let recordCount = store.count(in: .artifacts, matching: filter)
        let found = try await store.groups(by: path, in: .artifacts, matching: filter, limit: view.groupLimit + 1)
        var answer = Answer(
            recordCount: try await recordCount, groups: Array(found.prefix(view.groupLimit)),
            hasMoreGroups: found.count > view.groupLimit)
        answer.isEmptyStore = answer.recordCount == 0 && !view.isSearch
        if answer.isEmptyStore { answer.runCount = try await store.count(in: .runs, matching: .everything) }
        let names = answer.groups.map { GroupName($0.value) }
        let open = view.open.map { open in names.filter(open.contains) } ?? Array(names.prefix(1))
        answer.pages = try await pages(of: open.prefix(Self.mostOpenGroups), view: view)
        answer.runNames = try await runNames(of: answer.pages)
        return answer
    }

    private func answer(for view: ArtifactListView, alone group: GroupName) async throws -> Answer {
        let filter = try view.filter(of: group)
        async let count = store.count(in: .artifacts, matching: filter)
        let page = try await page(
            of: group, view: view, limit: Self.recordsAlone, cursor: try view.cursor.map { try PageCursor($0) })
        let recordCount = try await count
        return Answer(
            recordCount: recordCount,
            groups: recordCount == 0 ? [] : [RecordGroup(value: group.value, count: recordCount)],
            pages: [group: page], runNames: try await runNames(of: [group: page]))
    }

    private func runNames(of pages: [GroupName: Page<Document>]) async throws -> [String: String] {
        try await store.runNames(pages.values.flatMap(\.elements).compactMap { $0["_run"]?.stringValue })
    }

    private func pages(
        of groups: some Sequence<GroupName> & Sendable, view: ArtifactListView
    ) async throws -> [GroupName: Page<Document>] {
        try await withThrowingTaskGroup(of: (GroupName, Page<Document>).self) { tasks in
            for group in groups {
                tasks.addTask {
                    (group, try await page(of: group, view: view, limit: Self.recordsInList, cursor: nil))
                }
            }
            return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// The group's records, the newest first.
    private func page(
        of group: GroupName, view: ArtifactListView, limit: Int, cursor: PageCursor?
    ) async throws -> Page<Document> {
        let query = Query(
            try view.filter(of: group), sort: [SortKey("_id", .descending)], limit: limit, cursor: cursor)
        return try await store.find(in: .artifacts, query)
    }

    /// The CSV files of what is checked, at most `limit` and one more when there are more.
    func checkedFiles(of view: ArtifactListView, limit: Int) async throws -> [String] {
        var files = view.files
        var seen = Set(files)
        for group in view.checked where files.count <= limit {
            let values = try await store.distinctValues(
                of: "FileList", in: .artifacts, matching: try view.filter(of: group), limit: limit + 1)
            for file in values.compactMap(\.stringValue)
            where file.lowercased().hasSuffix(".csv") && seen.insert(file).inserted {
                files.append(file)
            }
        }
        return Array(files.prefix(limit + 1))
    }
}
