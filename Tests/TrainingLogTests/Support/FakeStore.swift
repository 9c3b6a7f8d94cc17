import RegistryCore

/// A store in memory that can be away, can be held up, and can do its work without its answer arriving.
actor FakeStore: RecordWriter {
    /// What happens to calls.
    enum Mode {
        case normal
        /// Every call fails.
        case away
        /// Every call is refused for want of rights.
        case forbidding
        /// Every call is carried out, and then fails all the same.
        case losingAnswers
    }

    private(set) var runs: [String: Document] = [:]
    private(set) var artifacts: [Document] = []
    private(set) var files: [Document] = []
    private(set) var lines: [LogLine] = []
    private(set) var points: [SeriesID: [SeriesPoint]] = [:]
    /// How many records each call for `artifacts` brought.
    private(set) var insertions: [Int] = []
    private(set) var failedCalls = 0

    private var origins: Set<[Value?]> = []
    private var mode = Mode.normal
    private var isHeld = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(isReached: @Sendable (isolated FakeStore) -> Bool, CheckedContinuation<Void, Never>)] = []

    func set(_ mode: Mode) { self.mode = mode }

    /// Has every call wait.
    func hold() { isHeld = true }

    /// Lets the calls that wait go on.
    func release() {
        isHeld = false
        for continuation in held { continuation.resume() }
        held = []
    }

    /// How many calls wait.
    var heldCalls: Int { held.count }

    /// Returns when a condition on the store holds.
    func wait(until condition: @escaping @Sendable (isolated FakeStore) -> Bool) async {
        if condition(self) { return }
        await withCheckedContinuation { watchers.append((condition, $0)) }
    }

    func forgetRuns() { runs = [:] }

    func values(of metric: String) -> [Double] {
        points.filter { $0.key.metric == metric }.flatMap { $0.value.map(\.value) }
    }

    // MARK: RecordWriter

    func insert(_ records: [Document], into collection: CollectionName) async throws -> Insertion {
        try await perform {
            for record in records {
                for (key, _) in record where !key.hasPrefix("_") { try FieldName.validate(key, within: "a record") }
            }
            var duplicates = 0
            if collection == .runs {
                for record in records {
                    guard let id = record["_id"]?.stringValue else { continue }
                    guard runs[id] == nil else { throw RegistryError(.alreadyExists, "The run \(id) exists.") }
                    runs[id] = record
                }
            } else {
                if collection == .artifacts { insertions.append(records.count) }
                for record in records {
                    let origin: [Value?] = [record["_run"], record["_seq"]]
                    guard origins.insert(origin).inserted else {
                        duplicates += 1
                        continue
                    }
                    if collection == .files { files.append(record) } else { artifacts.append(record) }
                }
            }
            return Insertion(ids: [], duplicates: duplicates)
        }
    }

    func append(_ series: [SeriesAppend]) async throws -> AppendResult {
        try await perform {
            for one in series where runs[one.series.run.description] == nil {
                throw RegistryError(.notFound, "There is no run \(one.series.run).")
            }
            for one in series {
                let known = Set((points[one.series] ?? []).map(\.sequence))
                points[one.series, default: []] += one.points.filter { !known.contains($0.sequence) }
            }
            return AppendResult(stored: 0, duplicates: 0)
        }
    }

    func update(_ id: RecordID, in collection: CollectionName, _ change: RecordChange) async throws -> Bool {
        try await perform {
            guard var run = runs[id.description] else { return false }
            for (path, value) in change.set { run[path.description] = value }
            for path in change.remove { run[path.description] = nil }
            runs[id.description] = run
            return true
        }
    }

    func put(_ record: Document, into collection: CollectionName, matching field: FieldPath) async throws -> RecordID {
        throw RegistryError(.unsupported, "A logger does not put.")
    }

    func delete(_ ids: [RecordID], from collection: CollectionName) async throws -> Int {
        throw RegistryError(.unsupported, "A logger does not delete.")
    }

    func deleteRun(_ run: RunID) async throws -> RunDeletion {
        throw RegistryError(.unsupported, "A logger does not delete.")
    }

    func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try await perform {
            guard runs[run.description] != nil else { throw RegistryError(.notFound, "There is no run \(run).") }
            try LogAppendPlan.check(lines)
            let known = Set(self.lines.map(\.sequence))
            self.lines += lines.filter { !known.contains($0.sequence) }
            return AppendResult(stored: 0, duplicates: 0)
        }
    }

    private func perform<Answer>(_ work: () throws -> Answer) async throws -> Answer {
        if isHeld {
            await withCheckedContinuation { continuation in
                held.append(continuation)
                notify()
            }
        }
        defer { notify() }
        let away = RegistryError(.unavailable, "The store cannot be reached. Start it.")
        if mode == .away {
            failedCalls += 1
            throw away
        }
        if mode == .forbidding {
            failedCalls += 1
            throw RegistryError(.accessDenied, "The store does not let this user write.")
        }
        let answer = try work()
        if mode == .losingAnswers {
            failedCalls += 1
            throw away
        }
        return answer
    }

    private func notify() {
        let reached = watchers.filter { $0.isReached(self) }
        watchers.removeAll { $0.isReached(self) }
        for (_, continuation) in reached { continuation.resume() }
    }
}
