import RegistryCore

/// Makes and finds the registry's runs of other trackers' runs.
struct TrackerRunRegister {
    let store: any RegistryStore
    let patience: StorePatience
    let options: TrackerImportOptions
    let tracker: Tracker

    /// The registry's run, which is made when it is not there; refused when something else has its place.
    nonisolated(nonsending) func open(_ source: any SourceRun) async throws -> TrackerRun {
        let id = RunID(hashing: Array("\(tracker.rawValue)\0\(source.key)".utf8))
        let run: TrackerRun
        if let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) {
            run = adopt(stored, id, source)
        } else {
            let document = newRun(id, source)
            do {
                try await patience.call { _ = try await store.insert([document], into: .runs) }
                run = TrackerRun(id: id, isNew: true, document: document, options: options)
            } catch let error as RegistryError where error.code == .alreadyExists {
                // Somebody else made it meanwhile, or an answer was lost.
                guard let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) else {
                    throw error
                }
                run = adopt(stored, id, source)
            }
        }
        guard run.refusal == nil, let part = source.part else { return run }
        let claims = ClaimRegister(store: store, patience: patience, fileType: tracker.rawValue)
        var known: [FileClaim.Key: FileClaim] = [:]
        try await claims.load(run: id, &known)
        guard let claim = try await claims.claim(FileClaim.Key(path: part, start: 0), run: id, &known) else {
            run.refusal = .refused(reason: "it has more files than a run may have")
            return run
        }
        run.part = claim.number
        run.partCount = (known.values.lazy.map(\.number).max() ?? 0) + 1
        return run
    }

    private func newRun(_ id: RunID, _ source: any SourceRun) -> Document {
        let facts = source.facts
        var document = Run(
            id: id, experiment: options.experiment ?? facts.experiment ?? "default", name: facts.name,
            startTime: facts.start ?? StoredFields.noTime
        ).document
        document["import"] = [
            "tracker": .string(tracker.rawValue), "run": .string(source.key), "isComplete": .bool(false),
        ]
        return document
    }

    private func adopt(_ stored: Document, _ id: RunID, _ source: any SourceRun) -> TrackerRun {
        let run = TrackerRun(id: id, isNew: false, document: stored, options: options)
        let origin = stored["import"]?.documentValue
        if origin?["tracker"] != .string(tracker.rawValue) || origin?["run"] != .string(source.key) {
            run.refusal = .refused(reason: "another run has the identifier \(id); delete one of them")
        }
        return run
    }
}
