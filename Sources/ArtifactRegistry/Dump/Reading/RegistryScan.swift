import RegistryCore

/// Goes through everything that a store holds, once, in parts that fit into memory however large it is.
///
/// It is no snapshot: what is logged meanwhile may be in it or not. A run's points may be newer than its record.
struct RegistryScan {
    let store: any RegistryStore

    /// So many runs come together.
    private static let runsTogether = 200
    /// About so many bytes of records are in memory at a time: 4 MiB.
    private static let pageBytes = 4 << 20

    /// - Throws: ``RegistryError`` from the store; `unsupported` when it cannot say which collections it has; what `take` throws.
    nonisolated(nonsending) func forEach(
        _ take: nonisolated(nonsending) (DumpItem) async throws -> Void
    ) async throws {
        // Asked first: a store that cannot say is not read for hours before.
        let collections = try await store.collections()
        try await forEachPage(of: .runs, limit: Self.runsTogether) { runs in
            for run in runs { try await take(.record(run, in: .runs)) }
            for run in runs { try await takeContent(of: run, take) }
            try await take(.runsComplete)
        }
        for collection in collections where collection != .runs {
            try await forEachPage(of: collection, limit: 1_000) { records in
                for record in records { try await take(.record(record, in: collection)) }
            }
        }
    }

    private nonisolated(nonsending) func takeContent(
        of record: Document, _ take: nonisolated(nonsending) (DumpItem) async throws -> Void
    ) async throws {
        // Nothing can be stored for a run whose identifier is none.
        guard let run = record["_id"]?.stringValue.flatMap(RunID.init) else { return }
        for (key, _) in record["metrics"]?.documentValue ?? [:] {
            let series = SeriesID(run: run, metric: FieldName.unescaped(key))
            var points = SeriesPointReader(series, in: store)
            while let part = try await points.next() { try await take(.points(part, of: series)) }
        }
        var lines = LogLineReader(run, in: store)
        while let part = try await lines.next() { try await take(.lines(part, of: run)) }
    }

    /// Gives the records of one collection, some at a time.
    nonisolated(nonsending) func forEachPage(
        of collection: CollectionName, limit: Int, _ take: nonisolated(nonsending) ([Document]) async throws -> Void
    ) async throws {
        var query = Query(limit: limit)
        query.mostBytes = Self.pageBytes
        repeat {
            try Task.checkCancellation()
            let page = try await store.find(in: collection, query)
            if !page.elements.isEmpty { try await take(page.elements) }
            query.cursor = page.next
        } while query.cursor != nil
    }
}
