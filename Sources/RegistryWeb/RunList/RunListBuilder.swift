import RegistryCore

/// Asks the store for what the list of runs shows, and for nothing more.
struct RunListBuilder: Sendable {
    /// The most groups that are listed.
    static let mostGroups = 500

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
        if view.showsGroups, let path = view.groupings[view.within.count].path {
            let found = try await apparent.groups(by: path, in: .runs, matching: filter, limit: Self.mostGroups + 1)
            answer.groups = Array(found.prefix(Self.mostGroups))
            answer.hasMoreGroups = found.count > Self.mostGroups
        } else {
            (answer.runs, answer.next) = try await RunPager(store: apparent).page(of: view)
        }
        (answer.count, answer.survey, answer.pinned) = try await (count, survey, pinned)
        return answer
    }

    /// Only the runs of a page, for a list that goes on.
    func rows(for view: RunListView) async throws -> Answer {
        let page = try await RunPager(store: apparent).page(of: view)
        return Answer(runs: page.runs, next: page.next)
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
        let page = try await apparent.find(in: .runs, Query(filter, limit: ids.count))
        let runs = page.elements.map { ($0["_id"]?.stringValue, ListedRun(document: $0)) }
        return ids.compactMap { id in runs.first { $0.0 == id.description }?.1 }
    }
}
