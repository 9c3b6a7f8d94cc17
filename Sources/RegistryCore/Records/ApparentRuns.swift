/// A store whose runs are asked for, and told, as they appear at a moment: a run that should be running and has been silent
/// for too long is ``RunStatus/lost`` in conditions, counts, groups and records alike. What is stored stays as it is.
///
/// Pages that follow each other may be asked at different moments: their cursors are those of the question as it was put. A
/// sort by status has the lost runs where they are stored, among those that run.
package struct ApparentRuns: RecordReader {
    private let store: any RecordReader
    private let now: WallTime
    /// Those that should be running and do not.
    private let silent: Filter

    private static let status = FieldPath(components: ["status"])
    private static let lost = Value.string(RunStatus.lost.rawValue)

    /// - Parameters:
    ///   - store: Where the runs are.
    ///   - now: The moment.
    package init(_ store: any RecordReader, at now: WallTime) {
        self.store = store
        self.now = now
        let limit = WallTime(
            secondsSince1970: now.secondsSince1970 - Double(Run.longestSilence.components.seconds))
        silent = .and([
            .field(Self.status, .equals(.string(RunStatus.running.rawValue))),
            .field(FieldPath(components: ["heartbeat"]), .less(.date(limit))),
        ])
    }

    package func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        guard collection == .runs else { return try await store.find(in: collection, query) }
        try query.validate(in: collection)
        var stored = query
        stored.filter = asStored(query.filter)
        stored.cursor = query.cursor?.asked(by: PageCursor.digest(of: stored, in: collection))
        var page = try await store.find(in: collection, stored).map { told($0) }
        page.next = page.next?.asked(by: PageCursor.digest(of: query, in: collection))
        return page
    }

    package func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        let record = try await store.record(id, in: collection)
        return collection == .runs ? record.map { told($0) } : record
    }

    package func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await store.count(in: collection, matching: collection == .runs ? asStored(filter) : filter)
    }

    package func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        guard collection == .runs else {
            return try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
        }
        guard field == Self.status else {
            return try await store.distinctValues(of: field, in: .runs, matching: asStored(filter), limit: limit)
        }
        // A handful, unless records are damaged.
        let values = try await groups(by: field, in: .runs, matching: filter, limit: limit).map(\.value)
            .filter { $0 != .null }.sorted { Self.precedes($0, $1) }
        return Array(values.prefix(max(0, limit)))
    }

    package func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        guard collection == .runs else {
            return try await store.groups(by: field, in: collection, matching: filter, limit: limit)
        }
        let stored = asStored(filter)
        guard field == Self.status else {
            return try await store.groups(by: field, in: .runs, matching: stored, limit: limit)
        }
        let isLost = asStored(.equals(Self.lost))
        let others = try await store.groups(by: field, in: .runs, matching: .and([stored, .not(isLost)]), limit: limit)
        let count = try await store.count(in: .runs, matching: .and([stored, isLost]))
        let groups = count > 0 ? others + [RecordGroup(value: Self.lost, count: count)] : others
        let sorted = groups.sorted {
            $0.count == $1.count ? Self.precedes($0.value, $1.value) : $0.count > $1.count
        }
        return Array(sorted.prefix(max(0, limit)))
    }

    package func seriesBlocks(
        of series: SeriesID, in steps: ClosedRange<Step>, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(of: series, in: steps, content: content)
    }

    package func seriesBlocks(
        _ ids: [SeriesBlock.ID], of series: SeriesID, content: SeriesBlock.Content
    ) async throws -> [SeriesBlock] {
        try await store.seriesBlocks(ids, of: series, content: content)
    }

    package func logLines(
        of run: RunID, behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) async throws -> [LogLine] {
        try await store.logLines(of: run, behind: behind, minimumLevel: minimumLevel, limit: limit)
    }

    /// What is asked of runs as they appear, as a question about what is stored.
    private func asStored(_ filter: Filter) -> Filter {
        switch filter {
        case .everything: .everything
        case .and(let parts): .and(parts.map(asStored))
        case .or(let parts): .or(parts.map(asStored))
        case .not(let part): .not(asStored(part))
        case .field(Self.status, let condition): asStored(condition)
        case .field: filter
        }
    }

    /// Lost runs meet a condition on the status when `lost` does, and all others when what is stored does.
    private func asStored(_ condition: Condition) -> Filter {
        let asked = Filter.field(Self.status, condition)
        var matcher = FilterMatcher(asked)
        return matcher.matches(["status": Self.lost])
            ? .or([asked, silent]) : .and([asked, .not(silent)])
    }

    private func told(_ run: Document) -> Document {
        guard let status = run["status"]?.stringValue.flatMap(RunStatus.init) else { return run }
        let apparent = status.apparent(lastSign: run["heartbeat"]?.dateValue, at: now)
        guard apparent != status else { return run }
        var told = run
        told["status"] = .string(apparent.rawValue)
        return told
    }

    private static func precedes(_ left: Value, _ right: Value) -> Bool {
        OrderedKey.bytes(of: left).lexicographicallyPrecedes(OrderedKey.bytes(of: right))
    }
}

extension PageCursor {
    /// The same place, for a question that is another way to put it.
    fileprivate func asked(by question: UInt64) -> PageCursor { PageCursor(position: position, question: question) }
}
