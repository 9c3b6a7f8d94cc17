import RegistryCore

/// Makes and finds the registry's runs of other trackers' runs.
struct TrackerRunRegister {
    let store: any RegistryStore
    let patience: StorePatience
    let options: TrackerImportOptions
    let tracker: Tracker

    /// The registry's run, which is made when it is not there; refused when something else has its place.
    nonisolated(nonsending) func open(_ source: any SourceRun) async throws -> TrackerRun {
        let id = identifier(of: source.key)
        let run: TrackerRun
        if let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) {
            run = adopt(stored, id, source)
        } else if let known = try await knownByFile(source) {
            run = known
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
        // A run that is known by its file has not the identifier that the file says now.
        try await claims.load(run: run.id, &known)
        guard let claim = try await claims.claim(FileClaim.Key(path: part, start: 0), run: run.id, &known) else {
            run.refusal = .refused(reason: "it has more files than a run may have")
            return run
        }
        run.part = claim.number
        run.partCount = (known.values.lazy.map(\.number).max() ?? 0) + 1
        return run
    }

    private func identifier(of key: String) -> RunID { RunID(hashing: Array("\(tracker.rawValue)\0\(key)".utf8)) }

    /// The run that a file was imported as before it could be read whose it is, or when that still could be read.
    private nonisolated(nonsending) func knownByFile(_ source: any SourceRun) async throws -> TrackerRun? {
        guard let standIn = source.standIn, let part = source.part else { return nil }
        let id = source.isIdentified ? identifier(of: standIn) : try await onlyRun(withFile: part)
        guard let id, let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }),
            let origin = stored["import"]?.documentValue, origin["tracker"] == .string(tracker.rawValue)
        else { return nil }
        if source.isIdentified, origin["run"] != .string(source.key) {
            guard origin["run"] == .string(standIn) else { return nil }
            // Another run may have a file of the same name: the folder's name tells them apart.
            var known: [FileClaim.Key: FileClaim] = [:]
            try await ClaimRegister(store: store, patience: patience, fileType: tracker.rawValue).load(run: id, &known)
            guard known[FileClaim.Key(path: part, start: 0)] != nil else { return nil }
            let change = RecordChange(set: ["import.run": .string(source.key), "import.standIn": .string(standIn)])
            try await patience.call { _ = try await store.update(RecordID(id), in: .runs, change) }
        }
        return TrackerRun(id: id, isNew: false, document: stored, options: options)
    }

    /// The run that a file of this name was imported into; `nil` when there is none, or several.
    private nonisolated(nonsending) func onlyRun(withFile part: String) async throws -> RunID? {
        let query = Query(
            .and([
                .field("filetype", .equals(.string(tracker.rawValue))), .field("file", .equals(.string(part))),
            ]), limit: 2)
        let found = try await patience.call { try await store.find(in: .files, query) }.elements
        guard found.count == 1, let record = found.first, FileClaim(record) != nil else { return nil }
        return record["_run"]?.stringValue.flatMap { RunID($0) }
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
        // A file that said meanwhile whose it is, and does not any more, is still the same run's.
        let isSame = [origin?["run"], origin?["standIn"]].contains(.string(source.key))
        if origin?["tracker"] != .string(tracker.rawValue) || !isSame {
            run.refusal = .refused(reason: "another run has the identifier \(id); delete one of them")
        }
        return run
    }
}
