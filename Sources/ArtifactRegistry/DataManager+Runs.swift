public import RegistryCore

extension DataManager {
    /// Begins a run.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when parameters or tags cannot be stored: nested too deep, too
    ///   large.
    public func createRun(
        experiment: String = "default", name: String = "", parameters: [String: Value] = [:],
        tags: [String: String] = [:]
    ) async throws -> Run {
        var generator = SystemRandomNumberGenerator()
        let time = now()
        let run = Run(
            id: RunID(time: time, using: &generator), experiment: experiment, name: name, startTime: time,
            parameters: parameters, tags: tags, heartbeat: time)
        try await store.insert([run.document], into: .runs)
        return run
    }

    /// The registry's runs as they appear now; see ``Run/apparentStatus(at:)``.
    package var apparentRuns: any RecordReader { ApparentRuns(store, at: now()) }

    /// One run as it appears now (see ``Run/apparentStatus(at:)``); `nil` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what is stored is no run.
    public func run(_ id: RunID) async throws -> Run? {
        try await apparentRuns.record(RecordID(id), in: .runs).map { try Run(document: $0) }
    }

    /// One page of the runs that match. They are asked for and told as they appear now: `status = 'lost'` finds those
    /// that should be running and have been silent for too long (see ``Run/apparentStatus(at:)``).
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the question is none (see ``Query``), and `corruptData`
    ///   when a record on the page is no run.
    public func runs(
        matching filter: Filter = .everything, sort: [SortKey] = [SortKey("startTime", .descending)], limit: Int = 50,
        cursor: PageCursor? = nil
    ) async throws -> Page<Run> {
        try await apparentRuns.find(in: .runs, Query(filter, sort: sort, limit: limit, cursor: cursor))
            .map { try Run(document: $0) }
    }

    /// How many runs match.
    public func countRuns(matching filter: Filter = .everything) async throws -> Int {
        try await apparentRuns.count(in: .runs, matching: filter)
    }

    /// Changes fields of a run; `false` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the change cannot be made (see ``RecordChange``), or what
    ///   came of it would be no run.
    @discardableResult
    public func updateRun(_ id: RunID, _ change: RecordChange) async throws -> Bool {
        try await store.update(RecordID(id), in: .runs, change)
    }

    /// Ends a run.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    public func endRun(_ id: RunID, status: RunStatus = .finished) async throws {
        let change = RecordChange(set: ["status": .string(status.rawValue), "endTime": .date(now())])
        guard try await updateRun(id, change) else {
            throw RegistryError(.notFound, "There is no run \(id) to end.")
        }
    }

    /// Removes a run with its artifacts, files' records, series and logs, and says what there was.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    @discardableResult
    public func deleteRun(_ id: RunID) async throws -> RunDeletion {
        try await store.deleteRun(id)
    }
}
