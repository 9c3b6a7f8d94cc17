/// A store whose runs are asked for, and told, as they appear at a moment: a run that should be running and has been silent
/// for too long is ``RunStatus/lost`` in conditions, counts, groups and records alike. What is stored stays as it is.
///
/// Pages that follow each other may be asked at different moments: their cursors are those of the question as it was put. A
/// sort by status has the lost runs where they are stored, among those that run.
package struct ApparentRuns: RecordReaderLayer {
    package let store: any RecordReader
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
        return try await asked(query) { stored in try await store.find(in: .runs, stored).map { told($0) } }
    }

    package func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        guard collection == .runs else { return try await store.findEncoded(in: collection, query) }
        return try await asked(query) { stored in
            try await store.findEncoded(in: .runs, stored).map { run in
                guard let status = apparentStatus(try run["status"], lastSign: try run["heartbeat"]) else { return run }
                return try run.replacing("status", with: status.rawValue) ?? run
            }
        }
    }

    /// A page of runs, by a question about what is stored.
    private func asked<Record>(
        _ query: Query, _ find: (Query) async throws -> Page<Record>
    ) async throws -> Page<Record> {
        try query.validate(in: .runs)
        var stored = query
        stored.filter = asStored(query.filter)
        stored.cursor = query.cursor?.asked(by: PageCursor.digest(of: stored, in: .runs))
        var page = try await find(stored)
        page.next = page.next?.asked(by: PageCursor.digest(of: query, in: .runs))
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
        // All of them first: groups come by their size, and values by their order.
        let all = try await groups(by: field, in: .runs, matching: filter, limit: RunStatus.allCases.count)
        let values = all.map(\.value)
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

    /// What is asked of runs as they appear, as a question about what is stored.
    private func asStored(_ filter: Filter) -> Filter {
        switch filter {
        case .everything: .everything
        case .and(let parts): .and(parts.map(asStored))
        case .or(let parts): .or(parts.map(asStored))
        case .not(let part): .not(asStored(part))
        case .field(Self.status, let condition): asStored(condition)
        case .field, .anyField, .span: filter
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
        guard let status = apparentStatus(run["status"], lastSign: run["heartbeat"]) else { return run }
        var told = run
        told["status"] = .string(status.rawValue)
        return told
    }

    /// The status that a run appears with; `nil` where it is the stored one.
    private func apparentStatus(_ stored: Value?, lastSign: Value?) -> RunStatus? {
        guard let status = stored?.stringValue.flatMap(RunStatus.init) else { return nil }
        let apparent = status.apparent(lastSign: lastSign?.dateValue, at: now)
        return apparent == status ? nil : apparent
    }

    private static func precedes(_ left: Value, _ right: Value) -> Bool {
        OrderedKey.bytes(of: left).lexicographicallyPrecedes(OrderedKey.bytes(of: right))
    }
}

extension PageCursor {
    /// The same place, for a question that is another way to put it.
    fileprivate func asked(by question: UInt64) -> PageCursor { PageCursor(position: position, question: question) }
}
