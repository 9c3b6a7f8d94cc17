import RegistryCore

/// Puts what a dump holds into a store, in large portions, and nothing twice.
///
/// What is in the store already stays as it is, but for runs that were going on when they came: of these the store gets what their own
/// process has written since, such as their end. Broken off at any moment, it is begun again from the start: everything that
/// has arrived is recognised, records by their `_id`, points and lines by their sequence numbers.
actor RegistryRestoration {
    private static let pointsTogether = 65_536
    private static let seriesTogether = 128
    private static let linesTogether = 1_000

    private let store: any RegistryStore
    /// What of it the store has not, or has otherwise.
    let check: RestoreCheck
    private var batch = RecordBatch()
    /// The runs whose points and lines are coming, as the dump has them.
    private var openRuns: [Document] = []
    /// The runs that are not in the store, because it refused them.
    private var refusedRuns: Set<RunID> = []
    private var series: [SeriesAppend] = []
    private var pointCount = 0
    private var lines: [LogLine] = []
    private var linesRun: RunID?

    private(set) var newRecords: Int64 = 0
    private(set) var newPoints: Int64 = 0
    private(set) var newLines: Int64 = 0

    init(into store: any RegistryStore) {
        self.store = store
        check = RestoreCheck(of: store)
    }

    /// Takes the next item; it is stored by this call or one of the next ones.
    func take(_ item: DumpItem) async throws {
        try Task.checkCancellation()
        switch item {
        case .record(let record, let collection):
            if batch.hasOthers(than: collection) { try await flushRecords() }
            try batch.add(record, of: collection)
            if batch.isFull { try await flushRecords() }
        case .points(let points, let id):
            try await flushRecords()
            guard !refusedRuns.contains(id.run) else { return try await check.compare(points, of: id) }
            if let last = series.indices.last, series[last].series == id {
                series[last].points += points
            } else {
                series.append(SeriesAppend(series: id, points: points))
            }
            pointCount += points.count
            if pointCount >= Self.pointsTogether || series.count >= Self.seriesTogether { try await flushPoints() }
        case .lines(let new, let run):
            try await flushRecords()
            guard !refusedRuns.contains(run) else { return try await check.compare(new, of: run) }
            if linesRun != run || lines.count + new.count > Self.linesTogether { try await flushLines() }
            linesRun = run
            lines += new
        case .runsComplete: try await completeRuns()
        }
    }

    /// Stores what is still to be stored.
    func finish() async throws {
        try await flushRecords()
        try await completeRuns()
    }

    private func flushRecords() async throws {
        let collection = batch.collection
        let given = batch.take()
        guard !given.isEmpty else { return }
        let known = Set(try await StoredRecords(of: collection, in: store).like(given).keys)
        var new: [Document] = []
        for var record in given {
            if collection == .runs { openRuns.append(record) }
            guard let id = record["_id"].flatMap(RecordID.init), !known.contains(id) else { continue }
            // The store counts the points that come, on top of those that the record says it has.
            if collection == .runs, record["metrics"] != nil { record["metrics"] = [:] }
            new.append(record)
        }
        try await insert(new)
        // Runs are compared when their points are there: these change what is said of them.
        if collection != .runs { try await check.compare(given, in: collection) }
    }

    /// Inserts records; those that the store refuses are left out, whatever else there is, which the check tells.
    private func insert(_ new: [Document]) async throws {
        guard !new.isEmpty else { return }
        let collection = batch.collection
        do {
            newRecords += Int64(new.count - (try await store.insert(new, into: collection)).duplicates)
        } catch let error as RegistryError where [.invalidArgument, .alreadyExists].contains(error.code) {
            guard new.count > 1 else {
                if error.code == .invalidArgument, collection == .runs,
                    let run = new.first?["_id"]?.stringValue.flatMap(RunID.init)
                {
                    refusedRuns.insert(run)
                }
                return
            }
            try await insert(Array(new.prefix(new.count / 2)))
            try await insert(Array(new.dropFirst(new.count / 2)))
        }
    }

    private func flushPoints() async throws {
        guard !series.isEmpty else { return }
        let given = series
        (series, pointCount) = ([], 0)
        try await append(given)
        for series in given { try await check.compare(series.points, of: series.series) }
    }

    /// Appends points; those that the store refuses are left out, which the check tells.
    private func append(_ given: [SeriesAppend]) async throws {
        do {
            newPoints += Int64(try await store.append(given).stored)
        } catch let error as RegistryError where Self.isRefusal(error) {
            guard given.count > 1 else { return }
            try await append(Array(given.prefix(given.count / 2)))
            try await append(Array(given.dropFirst(given.count / 2)))
        }
    }

    private func flushLines() async throws {
        guard let run = linesRun, !lines.isEmpty else { return }
        let given = lines
        lines = []
        do {
            newLines += Int64(try await store.appendLog(given, to: run).stored)
        } catch let error as RegistryError where Self.isRefusal(error) {
            // Told by the check.
        }
        try await check.compare(given, of: run)
    }

    private static func isRefusal(_ error: RegistryError) -> Bool {
        [.invalidArgument, .notFound].contains(error.code)
    }

    /// Ends some runs: when all points are there, what their records say of them becomes what the dump's say.
    private func completeRuns() async throws {
        try await flushRecords()
        try await flushPoints()
        try await flushLines()
        linesRun = nil
        let runs = openRuns
        openRuns = []
        refusedRuns = []
        let stored = try await StoredRecords(of: .runs, in: store).like(runs)
        for run in runs {
            guard let id = run["_id"].flatMap(RecordID.init), var other = stored[id] else { continue }
            if RunComparison.isBehind(stored: other, dumped: run) {
                var change = RecordChange()
                for field in RunComparison.ownFields where run[field] != other[field] {
                    let path = FieldPath(components: [field])
                    if let value = run[field] { change.set[path] = value } else { change.remove.insert(path) }
                    other[field] = run[field]
                }
                try await update(id, change)
            }
            if RunComparison(dumped: run, stored: other) == .metricsDiffer {
                try await update(id, RecordChange(set: ["metrics": run["metrics"] ?? [:]]))
            }
        }
        try await check.compare(runs, in: .runs)
    }

    /// Changes a run; what the store refuses is told by the check.
    private func update(_ id: RecordID, _ change: RecordChange) async throws {
        guard !change.set.isEmpty || !change.remove.isEmpty else { return }
        do {
            try await store.update(id, in: .runs, change)
        } catch let error as RegistryError where Self.isRefusal(error) {
            return
        }
    }
}
