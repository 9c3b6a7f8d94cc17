public import RegistryCore

extension SQLiteStore {
    /// See ``RecordReader/logLines(of:behind:minimumLevel:limit:)``.
    public func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try LogSelection.check(limit: limit)
        return try await read { session in
            try LogTable(session: session, run: run).lines(behind: behind, minimumLevel: minimumLevel, limit: limit)
        }
    }

    /// See ``RecordWriter/appendLog(_:to:)``.
    @discardableResult
    public func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try LogAppendPlan.check(lines)
        let newID = newID
        return try await write { session in
            _ = try RunRecord(of: run, in: session)
            let table = LogTable(session: session, run: run)
            let plan = try LogAppendPlan(
                run: run, newLines: lines, tail: try table.tail(from: LogAppendPlan.smallestSequence(of: lines)))
            let changes = try plan.changes(
                loaded: try plan.blocksToLoad.compactMap { try table.block($0) }, newID: newID)
            for id in changes.removed { try table.remove(id) }
            for block in changes.inserted { try table.insert(block) }
            return AppendResult(stored: changes.stored, duplicates: changes.duplicates)
        }
    }
}
