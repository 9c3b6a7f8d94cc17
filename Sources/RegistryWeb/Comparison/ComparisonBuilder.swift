import RegistryCore

/// Asks the store for what a comparison shows.
struct ComparisonBuilder: Sendable {
    /// The most images that are read.
    static let mostImages = 2_000

    /// The runs that are not in the trash.
    let store: any RecordReader
    let trash: Trash
    let now: WallTime
    /// Where the files of texts lie.
    let places: FilePlaces

    /// What the store said.
    struct Answer: Sendable {
        var runs: [ComparedRun] = []
        /// Why runs that were asked for are not there, a sentence each.
        var problems: [String] = []
        var images: [FileRecord] = []
        var samples: [RunID: RunSamples] = [:]
        /// What was not committed, by the run.
        var patches: [RunID: Document] = [:]
    }

    /// All that a comparison shows.
    func answer(for view: CompareView) async throws -> Answer {
        guard !view.runs.isEmpty else { return Answer() }
        async let images = images(of: Self.ids(of: view))
        var answer = try await runs(of: view)
        let runs = answer.runs.map(\.run.id)
        async let samples = samples(of: runs)
        async let patches = patches(of: runs)
        (answer.images, answer.samples, answer.patches) = try await (images, samples, patches)
        return answer
    }

    /// The runs, and why some are not there, without their images.
    func runs(of view: CompareView) async throws -> Answer {
        guard !view.runs.isEmpty else { return Answer() }
        let query = Query(.field("_id", .oneOf(Self.ids(of: view))), limit: view.runs.count)
        let records = try await ApparentRuns(store, at: now).find(in: .runs, query).elements
        let byID = Dictionary(records.map { ($0["_id"]?.stringValue ?? "", $0) }) { first, _ in first }
        let deleted = byID.count < view.runs.count ? try await trash.runs() : []
        var answer = Answer()
        var readable: [(run: Run, record: Document)] = []
        for id in view.runs {
            if let record = byID[id.description] {
                if let run = try? Run(document: record) {
                    readable.append((run, record))
                } else {
                    answer.problems.append("The record of the run \(id) is damaged.")
                }
            } else if deleted.contains(id.description) {
                answer.problems.append("The run \(id) is in the trash. It can be restored for seven days.")
            } else {
                answer.problems.append("There is no run \(id). It may have been deleted.")
            }
        }
        answer.runs = ComparedRun.all(readable)
        return answer
    }

    private func samples(of runs: [RunID]) async throws -> [RunID: RunSamples] {
        let reading = SampleReading(store: store, places: places)
        return try await withThrowingTaskGroup(of: (RunID, RunSamples).self) { tasks in
            for run in runs { tasks.addTask { (run, try await reading.samples(of: run)) } }
            return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// The newest patch of each run.
    private func patches(of runs: [RunID]) async throws -> [RunID: Document] {
        let filter = Filter.and([
            .field("_run", .oneOf(runs.map { .string($0.description) })), .field("filetype", .equals("diff")),
        ])
        let files = try await store.find(in: .files, Query(filter, limit: CompareView.mostRuns * 2)).elements
        return files.reduce(into: [:]) { found, file in
            if let run = file["_run"]?.stringValue.flatMap({ RunID($0) }) { found[run] = file }
        }
    }

    private static func ids(of view: CompareView) -> [Value] { view.runs.map { .string($0.description) } }

    /// The images that browsers show and that belong to the runs, in the order of their steps.
    private func images(of runs: [Value]) async throws -> [FileRecord] {
        let types = RunFiles.pictureTypes.map { Value.string($0) }
        let filter = Filter.and([.field("_run", .oneOf(runs)), .field("contentType", .oneOf(types))])
        let page = try await store.find(in: .files, Query(filter, sort: [SortKey("step")], limit: Self.mostImages))
        // A damaged record takes no other image away.
        return page.elements.compactMap { try? FileRecord(document: $0) }
    }
}
