import RegistryCore

/// Asks the store for what the list of runs shows, and for nothing more.
struct RunListBuilder: Sendable {
    /// The most groups that are listed.
    static let mostGroups = 500

    /// So many pages whose runs are all in the trash are passed over.
    private static let mostEmptyPages = 50

    let store: any RecordReader
    let now: WallTime

    /// What the store said.
    struct Answer: Sendable {
        var runs: [ListedRun] = []
        /// How the address asks for the next page; `nil` when there is none.
        var next: String?
        var pinned: [ListedRun] = []
        var groups: [RecordGroup] = []
        var hasMoreGroups = false
        /// How many runs there are besides the pinned and the hidden ones.
        var count = 0
        var survey = RunSurvey.empty
    }

    /// A store whose runs are as they appear at this moment.
    private var apparent: ApparentRuns { ApparentRuns(store, at: now) }

    /// All that a page shows.
    ///
    /// - Throws: ``RegistryError``, with `invalidArgument` for a view that asks for something that is none.
    func answer(for view: RunListView) async throws -> Answer {
        let filter = try view.filter()
        async let count = apparent.count(in: .runs, matching: filter)
        async let survey = survey(of: filter)
        async let pinned = records(view.pinned)
        var answer = Answer()
        if view.showsGroups, case let field = view.groupings[view.within.count], field.path != nil {
            let found = try await groups(by: field, matching: filter)
            answer.groups = Array(found.prefix(Self.mostGroups))
            answer.hasMoreGroups = found.count > Self.mostGroups
        } else {
            (answer.runs, answer.next) = try await page(of: view)
        }
        (answer.count, answer.survey, answer.pinned) = try await (count, survey, pinned)
        return answer
    }

    /// One more group than is listed, when there are so many.
    private func groups(by field: RunField, matching filter: Filter) async throws -> [RecordGroup] {
        var rest = filter
        var counts: [(key: [UInt8], group: RecordGroup)] = []
        // Of several places the first that a run has something at counts; those that have it nowhere come with the last.
        for (index, path) in field.paths.enumerated() {
            let isLast = index == field.paths.count - 1
            let here = isLast ? rest : .and([rest, .field(path, .not(.equals(.null)))])
            let found = try await apparent.groups(by: path, in: .runs, matching: here, limit: Self.mostGroups + 1)
            counts += found.map { (OrderedKey.bytes(of: $0.value), $0) }
            rest = .and([rest, .field(path, .equals(.null))])
        }
        guard field.paths.count > 1 else { return counts.map(\.group) }
        let merged = Dictionary(counts.map { ($0.key, $0.group) }) { first, second in
            RecordGroup(value: first.value, count: first.count + second.count)
        }
        let sorted = merged.sorted { left, right in
            left.value.count == right.value.count
                ? left.key.lexicographicallyPrecedes(right.key) : left.value.count > right.value.count
        }
        return Array(sorted.prefix(Self.mostGroups + 1).map(\.value))
    }

    /// Only the runs of a page, for a list that goes on.
    func rows(for view: RunListView) async throws -> Answer {
        let page = try await page(of: view)
        return Answer(runs: page.runs, next: page.next)
    }

    /// A page that has runs, where some follow: those of the first pages may all be in the trash.
    private func page(of view: RunListView) async throws -> (runs: [ListedRun], next: String?) {
        let pager = RunPager(store: apparent)
        var page = try await pager.page(of: view)
        var following = view
        // In steps as large as may be: somebody may have deleted many.
        following.limit = RunListView.mostInPage
        for _ in 0..<Self.mostEmptyPages {
            guard page.runs.isEmpty, let next = page.next else { break }
            following.cursor = next
            page = try await pager.page(of: following)
        }
        return page
    }

    /// The most runs that are checked at a time.
    static let mostIDs = 1_000

    /// The identifiers of the runs of a view, in its order, at most ``mostIDs``; and whether these are all.
    func ids(for view: RunListView) async throws -> (ids: [RunID], isWhole: Bool) {
        var page = view
        page.limit = RunListView.mostInPage
        page.cursor = nil
        // All groups together: they are parts of the same runs.
        var ids = try await records(view.pinned).compactMap(\.run?.id)
        repeat {
            let answer = try await rows(for: page)
            ids += answer.runs.compactMap(\.run?.id)
            page.cursor = answer.next
        } while page.cursor != nil && ids.count < Self.mostIDs
        return (Array(ids.prefix(Self.mostIDs)), page.cursor == nil && ids.count <= Self.mostIDs)
    }

    /// The columns that suit the runs of a view.
    func usualFields(for view: RunListView) async throws -> [RunField] {
        try await survey(of: try view.filter()).usualFields
    }

    private func survey(of filter: Filter) async throws -> RunSurvey {
        let query = Query(filter, sort: RunSort.usual.keys, limit: RunSurvey.mostRuns)
        let page = try await apparent.find(in: .runs, query)
        return RunSurvey(of: page.elements.compactMap { ListedRun(document: $0).run })
    }

    /// Runs by their identifiers, without those that are gone.
    func records(_ ids: [RunID]) async throws -> [ListedRun] {
        guard !ids.isEmpty else { return [] }
        let filter = Filter.field("_id", .oneOf(ids.map { .string($0.description) }))
        var query = Query(filter, limit: ids.count)
        var runs: [String: ListedRun] = [:]
        // Records may be so large that not all of them are in one page.
        repeat {
            let page = try await apparent.find(in: .runs, query)
            for run in page.elements { runs[run["_id"]?.stringValue ?? ""] = ListedRun(document: run) }
            query.cursor = page.next
        } while query.cursor != nil
        return ids.compactMap { runs[$0.description] }
    }
}
