extension MemoryStore {
    /// See ``RecordWriter/deleteRun(_:)``.
    public func deleteRun(_ run: RunID) async throws -> RunDeletion {
        try work { state, _ in
            var deletion = RunDeletion()
            deletion.artifacts = state.removeRecords(of: run, from: .artifacts)
            deletion.files = state.removeRecords(of: run, from: .files)
            for id in state.series.keys where id.run == run {
                let blocks = state.series.removeValue(forKey: id) ?? [:]
                deletion.points += blocks.values.reduce(0) { $0 + $1.summary.count }
            }
            let log = state.logs.removeValue(forKey: run) ?? [:]
            deletion.logLines = log.values.reduce(0) { $0 + $1.count }
            deletion.run = state.collections[.runs]?.remove(RecordID(run)) ?? false
            guard deletion != RunDeletion() else {
                throw RegistryError(.notFound, "There is no run \(run), and nothing that belongs to it.")
            }
            return deletion
        }
    }
}

extension MemoryState {
    /// Removes what a run has in a collection and says how many records there were.
    fileprivate mutating func removeRecords(of run: RunID, from collection: CollectionName) -> Int {
        let ids = records(in: collection).all.filter { $0["_run"]?.stringValue.flatMap(RunID.init) == run }
            .compactMap { $0["_id"].flatMap(RecordID.init) }
        return ids.count { collections[collection]?.remove($0) ?? false }
    }
}
