public import RegistryCore

extension MongoStore {
    /// See ``RecordReader/logLines(of:behind:minimumLevel:limit:)``.
    public func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try LogSelection.check(limit: limit)
        return try await call { connection in
            try connection.inSnapshot { transaction in
                let blocks = LogBlocks(connection: connection, transaction: transaction, run: run)
                var selection = try LogSelection(
                    from: try blocks.candidates(behind: behind, minimumLevel: minimumLevel), behind: behind,
                    minimumLevel: minimumLevel, limit: limit)
                while case let ids = selection.blocksToLoad, !ids.isEmpty { try selection.add(try blocks.blocks(ids)) }
                return selection.lines
            }
        }
    }

    /// See ``RecordWriter/appendLog(_:to:)``.
    @discardableResult
    public func appendLog(_ lines: [LogLine], to run: RunID) async throws -> AppendResult {
        try LogAppendPlan.check(lines)
        let newID = newID
        return try await call { connection in
            try connection.inTransaction { transaction in
                let lock = RunLock(run: run, connection: connection, transaction: transaction)
                _ = try lock.take()
                let blocks = LogBlocks(connection: connection, transaction: transaction, run: run)
                let plan = try LogAppendPlan(
                    run: run, newLines: lines, tail: try blocks.tail(from: LogAppendPlan.smallestSequence(of: lines)))
                let changes = try plan.changes(loaded: try blocks.blocks(plan.blocksToLoad), newID: newID)
                try blocks.remove(changes.removed)
                try blocks.insert(changes.inserted)
                try lock.release()
                return AppendResult(stored: changes.stored, duplicates: changes.duplicates)
            }
        }
    }
}
