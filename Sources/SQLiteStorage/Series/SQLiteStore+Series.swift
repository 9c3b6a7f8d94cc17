public import RegistryCore

extension SQLiteStore {
    /// See ``RecordReader/seriesBlocks(of:in:content:)``.
    public func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await read { session in
            let table = SeriesTable(session: session)
            guard let number = try table.number(of: series) else { return [] }
            return try table.blocks(of: series, number: number, in: steps, content: content)
        }
    }

    /// See ``RecordReader/seriesBlocks(_:of:content:)``.
    public func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await read { session in
            let table = SeriesTable(session: session)
            guard let number = try table.number(of: series) else { return [] }
            return try ids.compactMap { id in
                try session.checkStop()
                return try table.block(id, of: series, number: number, content: content)
            }
        }
    }

    /// See ``RecordWriter/append(_:)``.
    @discardableResult
    public func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        let appends = Dictionary(grouping: SeriesAppend.merged(points), by: \.series.run).sorted { $0.key < $1.key }
        let newID = newID
        return try await write { session in
            var result = AppendResult(stored: 0, duplicates: 0)
            let table = SeriesTable(session: session)
            for (run, appends) in appends {
                var record = try RunRecord(of: run, in: session)
                for append in appends {
                    try session.checkStop()
                    let number = try table.makeNumber(of: append.series)
                    let plan = SeriesAppendPlan(
                        series: append.series, newPoints: append.points,
                        tail: try table.tail(
                            of: append.series, number: number,
                            from: SeriesAppendPlan.smallestSequence(of: append.points)))
                    let loaded = try plan.blocksToLoad.compactMap {
                        try table.block($0, of: append.series, number: number, content: .points)
                    }
                    let changes = try plan.changes(
                        loaded: loaded, known: try record.summary(of: append.series.metric), newID: newID)
                    for id in changes.removed { try table.remove(id) }
                    for block in changes.inserted { try table.insert(block, number: number) }
                    if changes.stored > 0, let metric = changes.metric {
                        record.set(metric, of: append.series.metric)
                    }
                    result.stored += changes.stored
                    result.duplicates += changes.duplicates
                }
                try record.save()
            }
            return result
        }
    }
}
