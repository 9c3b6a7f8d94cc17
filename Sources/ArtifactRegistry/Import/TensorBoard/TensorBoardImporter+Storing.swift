import RegistryCore

extension TensorBoardImporter {
    /// Stores what was read.
    func flush(_ summary: inout TensorBoardImportSummary) async throws {
        guard !portion.isEmpty else { return }
        var tally = WriteTally()
        defer { summary.add(tally) }
        try await PortionWriter(store: store, patience: patience).write(portion.series, portion.lines, &tally)
        for (file, run, byteOffset) in portion.ends where run.refusal == nil {
            let change = FileClaim.change(storedBytes: byteOffset)
            _ = try await patience.call { try await store.update(file.claim.id, in: .files, change) }
            file.storedBytes = max(file.storedBytes, byteOffset)
        }
        portion = ImportPortion()
    }

    /// Ends the runs that are still running: they are followed no more, and nobody else would ever say that they have ended.
    ///
    /// - Returns: The names of the runs that the registry has.
    func leave() async throws -> [String] {
        try await settle([], quietTime: .zero)
        return runs.filter { $0.value.refusal == nil }.keys.sorted()
    }

    /// Brings the records of runs up to date: of those that were read, and of those that may have ended.
    ///
    /// - Parameter quietTime: how long a run has to be quiet in order to have ended.
    func settle(_ touched: Set<String>, quietTime: Duration) async throws {
        for (name, run) in runs where run.refusal == nil && (touched.contains(name) || run.isRunning) {
            guard let (change, fields) = run.change(at: now(), quietTime: quietTime) else {
                run.settle()
                continue
            }
            do {
                let id = RecordID(run.id)
                let isThere = try await patience.call { try await store.update(id, in: .runs, change) }
                if !isThere { run.refusal = .deleted }
                run.settle(fields)
            } catch let error as RegistryError where !StorePatience.passes(error.code) {
                run.refusal = .refused(reason: error.message)
            }
        }
    }
}
