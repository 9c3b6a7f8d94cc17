import RegistryCore

/// Makes and finds the registry's runs of other trackers' runs.
struct TrackerRunRegister {
    let store: any RegistryStore
    let patience: StorePatience
    let options: TrackerImportOptions
    let tracker: Tracker

    /// The registry's run, which is made when it is not there; refused when something else has its place.
    nonisolated(nonsending) func open(_ source: any SourceRun) async throws -> TrackerRun {
        let run = source.isIdentified ? try await identified(source) : try await unidentified(source)
        guard run.refusal == nil, let part = source.part else { return run }
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

    private var claims: ClaimRegister { ClaimRegister(store: store, patience: patience, fileType: tracker.rawValue) }

    private func identifier(of key: String) -> RunID { RunID(hashing: Array("\(tracker.rawValue)\0\(key)".utf8)) }

    /// What a file is known by as long as it does not say whose it is: its name, and where a run that said meanwhile whose it is has that,
    /// its place as well.
    private func standIns(of source: any SourceRun) -> [String] {
        guard let standIn = source.standIn else { return source.isIdentified ? [] : [source.key] }
        return [standIn] + (source.part.map { ["\(standIn), \($0)"] } ?? [])
    }

    /// The run of a file that says whose it is.
    private nonisolated(nonsending) func identified(_ source: any SourceRun) async throws -> TrackerRun {
        let id = identifier(of: source.key)
        if let stored = try await record(id) {
            let run = adopt(stored, id, key: source.key)
            if run.refusal == nil { run.remark = try await remark(on: source, of: run) }
            return run
        }
        for standIn in standIns(of: source) {
            if let run = try await succeed(standIn, source) { return run }
        }
        return try await make(id, key: source.key, source)
    }

    /// The run that a file was imported as before it could be read whose it is. It is called by that from now on.
    private nonisolated(nonsending) func succeed(_ standIn: String, _ source: any SourceRun) async throws -> TrackerRun?
    {
        let id = identifier(of: standIn)
        guard let stored = try await record(id), let origin = origin(of: stored) else { return nil }
        if origin["run"] != .string(source.key) {
            // Another run may have a file of the same name: the folder's name tells them apart.
            guard origin["run"] == .string(standIn), try await holds(source.part, id) else { return nil }
            let change = RecordChange(set: ["import.run": .string(source.key), "import.standIn": .string(standIn)])
            try await patience.call { _ = try await store.update(RecordID(id), in: .runs, change) }
        }
        return TrackerRun(id: id, isNew: false, document: stored, options: options)
    }

    /// What is to be said of a file whose run is there, and which was a run of its own before it could be read whose it is: that one cannot
    /// become this one any more, and nothing is deleted here.
    private nonisolated(nonsending) func remark(on source: any SourceRun, of run: TrackerRun) async throws -> String? {
        for standIn in standIns(of: source) {
            let id = identifier(of: standIn)
            guard id != run.id, let stored = try await record(id), origin(of: stored)?["run"] == .string(standIn)
            else { continue }
            var known: [FileClaim.Key: FileClaim] = [:]
            try await claims.load(run: id, &known)
            guard let part = source.part, known[FileClaim.Key(path: part, start: 0)] != nil else { continue }
            let others = known.count - 1
            let advice = others > 0 ? "; of \(others) other files as well" : " and nothing else: delete it"
            return
                "it is a part of the run \(run.id). As long as it could not be read whose it is, it was the run \(id), which still holds "
                + "what was read of it then\(advice)"
        }
        return nil
    }

    /// The run of a file that does not say whose it is, or not any more.
    private nonisolated(nonsending) func unidentified(_ source: any SourceRun) async throws -> TrackerRun {
        let standIns = standIns(of: source)
        for standIn in standIns {
            let id = identifier(of: standIn)
            guard let stored = try await record(id), let origin = origin(of: stored) else { continue }
            // A file that said meanwhile whose it is, and does not any more, is still the same run's. Another file of that name need not be.
            guard [origin["run"], origin["standIn"]].contains(.string(standIn)), try await holds(source.part, id)
            else { continue }
            return TrackerRun(id: id, isNew: false, document: stored, options: options)
        }
        if let part = source.part, source.standIn != nil, let run = try await onlyRun(withFile: part) { return run }
        for standIn in standIns {
            let id = identifier(of: standIn)
            guard let stored = try await record(id) else { return try await make(id, key: standIn, source) }
            let run = adopt(stored, id, key: standIn)
            if run.refusal == nil || standIn == standIns.last { return run }
        }
        return try await make(identifier(of: source.key), key: source.key, source)
    }

    /// The run that a file of this name was imported into; `nil` when there is none, or several.
    private nonisolated(nonsending) func onlyRun(withFile part: String) async throws -> TrackerRun? {
        let query = Query(
            .and([
                .field("filetype", .equals(.string(tracker.rawValue))), .field("file", .equals(.string(part))),
            ]), limit: 2)
        let found = try await patience.call { try await store.find(in: .files, query) }.elements
        guard found.count == 1, let file = found.first, FileClaim(file) != nil,
            let id = file["_run"]?.stringValue.flatMap({ RunID($0) }), let stored = try await record(id),
            origin(of: stored) != nil
        else { return nil }
        return TrackerRun(id: id, isNew: false, document: stored, options: options)
    }

    private nonisolated(nonsending) func record(_ id: RunID) async throws -> Document? {
        try await patience.call { try await store.record(RecordID(id), in: .runs) }
    }

    /// Whether a run has a file of this name.
    private nonisolated(nonsending) func holds(_ part: String?, _ id: RunID) async throws -> Bool {
        guard let part else { return false }
        var known: [FileClaim.Key: FileClaim] = [:]
        try await claims.load(run: id, &known)
        return known[FileClaim.Key(path: part, start: 0)] != nil
    }

    /// What an import noted of a run's origin; `nil` for a run of another tracker, or of none.
    private func origin(of stored: Document) -> Document? {
        let origin = stored["import"]?.documentValue
        return origin?["tracker"] == .string(tracker.rawValue) ? origin : nil
    }

    private nonisolated(nonsending) func make(
        _ id: RunID, key: String, _ source: any SourceRun
    ) async throws -> TrackerRun {
        let facts = source.facts
        var document = Run(
            id: id, experiment: options.experiment ?? facts.experiment ?? "default", name: facts.name,
            startTime: facts.start ?? StoredFields.noTime
        ).document
        document["import"] = [
            "tracker": .string(tracker.rawValue), "run": .string(key), "isComplete": .bool(false),
        ]
        let record = document
        do {
            try await patience.call { _ = try await store.insert([record], into: .runs) }
            return TrackerRun(id: id, isNew: true, document: record, options: options)
        } catch let error as RegistryError where error.code == .alreadyExists {
            // Somebody else made it meanwhile, or an answer was lost.
            guard let stored = try await self.record(id) else { throw error }
            return adopt(stored, id, key: key)
        }
    }

    private func adopt(_ stored: Document, _ id: RunID, key: String) -> TrackerRun {
        let run = TrackerRun(id: id, isNew: false, document: stored, options: options)
        if origin(of: stored)?["run"] != .string(key) {
            run.refusal = .refused(reason: "another run has the identifier \(id); delete one of them")
        }
        return run
    }
}
