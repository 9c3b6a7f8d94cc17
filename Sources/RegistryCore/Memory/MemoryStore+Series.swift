extension MemoryStore {
    /// See ``RecordReader/seriesBlocks(of:in:content:)``.
    public func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try work { state, _ in
            try (state.series[series] ?? [:]).values
                .filter { $0.summary.firstStep <= steps.upperBound && $0.summary.lastStep >= steps.lowerBound }
                .sorted { left, right in
                    (left.summary.firstStep, left.summary.lastStep, left.id)
                        < (right.summary.firstStep, right.summary.lastStep, right.id)
                }
                .map { try $0.reduced(to: content) }
        }
    }

    /// See ``RecordReader/seriesBlocks(_:of:content:)``.
    public func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try work { state, _ in
            let blocks = state.series[series] ?? [:]
            return try ids.compactMap { try blocks[$0]?.reduced(to: content) }
        }
    }

    /// See ``RecordWriter/append(_:)``.
    @discardableResult
    public func append(_ points: [SeriesAppend]) async throws -> AppendResult {
        let appends = SeriesAppend.merged(points)
        return try work { state, _ in
            var result = AppendResult(stored: 0, duplicates: 0)
            var records: [RunID: Document] = [:]
            var planned: [(SeriesID, SeriesAppendChanges)] = []
            for append in appends {
                let run = append.series.run
                let record = try records[run] ?? state.record(of: run)
                let path = FieldPath(components: ["metrics", FieldName.escaped(append.series.metric)])
                let changes = try state.changes(append, known: try Self.summary(at: path, of: run, in: record))
                records[run] = record
                if changes.stored > 0, let metric = changes.metric {
                    records[run] = try RecordChange(set: [path: .document(metric.document)])
                        .applied(to: record, in: .runs)
                }
                planned.append((append.series, changes))
                result.stored += changes.stored
                result.duplicates += changes.duplicates
            }
            // Nothing throws from here on: all of the call is stored, or nothing.
            for (run, record) in records { state.collections[.runs]?.set(record, RecordID(run)) }
            for (series, changes) in planned {
                for id in changes.removed { state.series[series]?[id] = nil }
                for block in changes.inserted { state.series[series, default: [:]][block.id] = block }
            }
            return result
        }
    }

    private static func summary(at path: FieldPath, of run: RunID, in record: Document) throws -> MetricSummary? {
        guard let stored = record[path: path] else { return nil }
        guard let summary = stored.documentValue.flatMap(MetricSummary.init(document:)) else {
            throw RegistryError(.corruptData, "The run \(run) has no usable field \"\(path)\".")
        }
        return summary
    }
}

extension MemoryState {
    fileprivate func changes(
        _ append: SeriesAppend, known: MetricSummary?
    ) throws(RegistryError) -> SeriesAppendChanges {
        let blocks = series[append.series] ?? [:]
        let smallest = SeriesAppendPlan.smallestSequence(of: append.points)
        let tail = blocks.values.filter {
            $0.sizeClass < SeriesBlock.fullSizeClass || $0.lastSequence >= smallest
        }
        let plan = SeriesAppendPlan(series: append.series, newPoints: append.points, tail: tail)
        return try plan.changes(loaded: plan.blocksToLoad.compactMap { blocks[$0] }, known: known, newID: newID)
    }
}
