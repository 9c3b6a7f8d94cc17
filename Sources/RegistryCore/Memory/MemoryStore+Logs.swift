extension MemoryStore {
    /// See ``RecordReader/logLines(of:behind:minimumLevel:limit:)``.
    public func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try work { state, _ in
            let blocks = state.logs[run] ?? [:]
            let candidates = blocks.values.filter { block in
                block.highestLevel >= minimumLevel && behind.map { $0 < block.last } ?? true
            }
            var selection = try LogSelection(
                from: candidates, behind: behind, minimumLevel: minimumLevel, limit: limit)
            while case let ids = selection.blocksToLoad, !ids.isEmpty {
                try selection.add(ids.compactMap { blocks[$0] })
            }
            return selection.lines
        }
    }

    /// See ``RecordWriter/appendLog(_:to:)``.
    @discardableResult
    public func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try work { state, _ in
            _ = try state.record(of: run)
            let blocks = state.logs[run] ?? [:]
            let smallest = LogAppendPlan.smallestSequence(of: lines)
            let tail = blocks.values.filter {
                $0.sizeClass < LogBlock.fullSizeClass || $0.last.sequence >= smallest
            }
            let plan = try LogAppendPlan(run: run, newLines: lines, tail: tail)
            let changes = try plan.changes(
                loaded: plan.blocksToLoad.compactMap { blocks[$0] }, newID: state.newID)
            for id in changes.removed { state.logs[run]?[id] = nil }
            for block in changes.inserted { state.logs[run, default: [:]][block.id] = block }
            return AppendResult(stored: changes.stored, duplicates: changes.duplicates)
        }
    }
}
