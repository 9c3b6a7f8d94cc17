import BSONCoding
public import RegistryCore

extension MongoStore {
    /// See ``RecordReader/seriesBlocks(of:in:content:)``.
    public func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        // In a snapshot all batches show one moment: a block that is merged meanwhile is seen once.
        try await call { connection in
            try connection.inSnapshot { transaction in
                try SeriesBlocks(connection: connection, transaction: transaction)
                    .blocks(of: series, in: steps, content: content)
            }
        }
    }

    /// See ``RecordReader/seriesBlocks(_:of:content:)``.
    public func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await call { connection in
            try connection.inSnapshot { transaction in
                try SeriesBlocks(connection: connection, transaction: transaction)
                    .blocks(ids, of: series, content: content)
            }
        }
    }

    /// See ``RecordWriter/append(_:)``.
    @discardableResult
    public func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        let appends = Dictionary(grouping: SeriesAppend.merged(points), by: \.series.run).sorted { $0.key < $1.key }
        let newID = newID
        return try await call { connection in
            try connection.inTransaction { transaction in
                var result = AppendResult(stored: 0, duplicates: 0)
                for (run, appends) in appends {
                    let done = try SeriesAppending(
                        run: run, blocks: SeriesBlocks(connection: connection, transaction: transaction), newID: newID
                    ).append(appends)
                    result.stored += done.stored
                    result.duplicates += done.duplicates
                }
                return result
            }
        }
    }
}

/// Appends points to the series of one run, within a transaction.
private struct SeriesAppending {
    let run: RunID
    let blocks: SeriesBlocks
    let newID: @Sendable () -> ObjectID

    /// So many series are changed together: their blocks may be in memory at the same time.
    private static let portion = 64

    func append(_ appends: [SeriesAppend]) throws -> AppendResult {
        let lock = RunLock(run: run, connection: blocks.connection, transaction: blocks.transaction)
        let record = try lock.take(metrics: appends.map(\.series.metric))
        var result = AppendResult(stored: 0, duplicates: 0)
        var summaries: Document = [:]
        for start in stride(from: 0, to: appends.count, by: Self.portion) {
            let portion = appends[start..<min(start + Self.portion, appends.count)]
            for (series, changes) in try change(portion, record) {
                if changes.stored > 0, let metric = changes.metric {
                    summaries[path(of: series).description] = .document(metric.document)
                }
                result.stored += changes.stored
                result.duplicates += changes.duplicates
            }
        }
        try lock.release(setting: summaries)
        return result
    }

    /// Changes the blocks of some series: all of them with the same few commands, because the way to the server and back takes
    /// longer than what is done there.
    private func change(
        _ appends: ArraySlice<SeriesAppend>, _ record: Document
    ) throws -> [(series: SeriesID, changes: SeriesAppendChanges)] {
        let tails = try blocks.tails(for: appends, of: run)
        let plans = appends.map { append in
            SeriesAppendPlan(series: append.series, newPoints: append.points, tail: tails[append.series] ?? [])
        }
        let loaded = Dictionary(
            grouping: try blocks.blocks(plans.flatMap(\.blocksToLoad), of: run), by: \.series)
        var all: [(series: SeriesID, changes: SeriesAppendChanges)] = []
        for (append, plan) in zip(appends, plans) {
            let known = try summary(at: path(of: append.series), in: record)
            all.append(
                (
                    append.series,
                    try plan.changes(loaded: loaded[append.series] ?? [], known: known, newID: newID)
                ))
        }
        try blocks.remove(all.flatMap(\.changes.removed))
        try blocks.insert(all.flatMap(\.changes.inserted))
        return all
    }

    private func path(of series: SeriesID) -> FieldPath {
        FieldPath(components: ["metrics", FieldName.escaped(series.metric)])
    }

    private func summary(at path: FieldPath, in record: Document) throws -> MetricSummary? {
        guard let stored = record[path: path] else { return nil }
        guard let summary = stored.documentValue.flatMap(MetricSummary.init(document:)) else {
            throw RegistryError(.corruptData, "The run \(run) has no usable field \"\(path)\".")
        }
        return summary
    }
}
