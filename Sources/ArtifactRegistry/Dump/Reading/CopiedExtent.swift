import RegistryCore

/// How far a copy has read a registry, so that at its end it can be said what came there later, without reading everything again.
///
/// It has a few numbers for each run that was going on, and for the runs whose points are just coming.
struct CopiedExtent: Sendable {
    private var records: [CollectionName: Int64] = [:]
    /// How many points the records of all runs would count, were they read when their points were.
    private var points: Int64 = 0
    /// What the records of the runs whose points are coming count of each metric.
    private var counted: [SeriesID: Int64] = [:]
    /// The series whose points are coming, and how many have come.
    private var current: (series: SeriesID, count: Int64)?
    /// Of each run that was going on, the place of the last line that was read.
    private var lastLines: [RunID: LogLine.Position?] = [:]

    /// Takes note of what is copied.
    mutating func add(_ item: DumpItem) {
        switch item {
        case .record(let record, let collection):
            records[collection, default: 0] += 1
            guard collection == .runs, let run = record["_id"]?.stringValue.flatMap(RunID.init) else { return }
            for (metric, count) in Self.counts(in: record) {
                counted[SeriesID(run: run, metric: metric)] = count
                points += count
            }
            guard record["status"]?.stringValue == RunStatus.running.rawValue else { return }
            lastLines.updateValue(nil, forKey: run)
        case .points(let new, let series):
            let before = current?.series == series ? current?.count ?? 0 : 0
            let count = before + Int64(new.count)
            current = (series, count)
            // Those that came between the reading of the record and of the points.
            points += max(0, count - max(before, counted[series] ?? 0))
        case .lines(let new, let run):
            guard lastLines.keys.contains(run), let last = new.last else { return }
            lastLines.updateValue(last.position, forKey: run)
        case .runsComplete:
            counted = [:]
            current = nil
        }
    }

    /// What the registry has by now beyond that.
    ///
    /// - Throws: ``RegistryError`` from the store.
    func later(in store: any RegistryStore) async throws -> LaterContent {
        var later = LaterContent()
        for collection in try await store.collections() {
            let count = Int64(try await store.count(in: collection, matching: .everything))
            later.records += max(0, count - (records[collection] ?? 0))
        }
        var now: Int64 = 0
        try await RegistryScan(store: store).forEachPage(of: .runs, limit: 200) { runs in
            for run in runs where run["_id"]?.stringValue.flatMap(RunID.init) != nil {
                now += Self.counts(in: run).reduce(0) { $0 + $1.count }
            }
        }
        later.points = max(0, now - points)
        for (run, last) in lastLines {
            var lines = LogLineReader(run, in: store, behind: last)
            while let part = try await lines.next() { later.lines += Int64(part.count) }
        }
        return later
    }

    /// How many points a run's record says that its metrics have. Another program may have written anything there.
    private static func counts(in run: Document) -> [(metric: String, count: Int64)] {
        (run["metrics"]?.documentValue ?? [:]).compactMap { key, summary in
            guard let count = summary.documentValue?["count"]?.intValue, (0...Self.mostPoints).contains(count) else {
                return nil
            }
            return (FieldName.unescaped(key), count)
        }
    }

    /// No series has more; sums of what stands in records that are wrong stay below the largest number.
    private static let mostPoints: Int64 = 1 << 32
}
