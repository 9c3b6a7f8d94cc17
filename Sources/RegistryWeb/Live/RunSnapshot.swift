import RegistryCore
import Synchronization

/// A run as it was at a moment, with what was read of its series and its text since: each part once for all clients that are
/// equally far, however many there are.
final class RunSnapshot: Sendable {
    /// The most points of one series that are told; of more, that there are.
    static let mostPoints = 2_000

    /// The most lines that are told at a time.
    static let mostLines = 500

    private struct PointsKey: Hashable {
        let metric: String
        let position: StreamPosition.Metric
    }

    private struct LinesKey: Hashable {
        let position: LogLine.Position?
        let level: LogLevel
    }

    private struct Readings {
        var steps: [RunFollower.Key: SharedReading<RunFollower.Step>] = [:]
        var points: [PointsKey: SharedReading<[SeriesPoint]?>] = [:]
        var lines: [LinesKey: SharedReading<[LogLine]>] = [:]
    }

    /// Counts the snapshots of a feed.
    let number: Int
    /// The run's fields as the API tells them, without the metrics and the environment; `nil` when there is no such run any more.
    let fields: Document?
    /// The metrics' summaries as they are stored, by name.
    let summaries: [String: Document]
    /// A digest of ``fields``.
    let fieldsDigest: UInt64
    /// A digest of ``summaries``.
    let summariesDigest: UInt64

    private let run: RunID
    private let store: any RecordReader
    private let readings = Mutex(Readings())

    /// Parts that are large, or for stores only.
    private static let hiddenFields = ["metrics", "environment", "_lock", "_metadataKeys"]

    init(number: Int, run: RunID, record: Document?, store: any RecordReader) {
        self.number = number
        self.run = run
        self.store = store
        var fields = record
        for name in Self.hiddenFields { fields?[name] = nil }
        self.fields = fields
        var summaries: [String: Document] = [:]
        for (name, value) in record?["metrics"]?.documentValue ?? [:] {
            summaries[FieldName.unescaped(name)] = value.documentValue
        }
        self.summaries = summaries
        var hash = FNV1a()
        hash.combine(Value.document(fields ?? [:]).json().utf8)
        fieldsDigest = hash.digest
        hash = FNV1a()
        hash.combine((record?["metrics"] ?? .null).json().utf8)
        summariesDigest = hash.digest
    }

    /// What is told to a client, found out once for all that are alike.
    func step(
        for key: RunFollower.Key, _ tell: @escaping @Sendable () async throws -> RunFollower.Step
    ) async throws -> RunFollower.Step {
        let reading = readings.withLock { readings in
            if let known = readings.steps[key] { return known }
            let reading = SharedReading(tell)
            readings.steps[key] = reading
            return reading
        }
        return try await reading.value()
    }

    /// How far a series is.
    func position(of metric: String) -> StreamPosition.Metric {
        guard let summary = summaries[metric], let count = summary["count"]?.intValue,
            let step = summary["step"]?.intValue, count > 0
        else { return .nothing }
        return StreamPosition.Metric(count: count, lastStep: step)
    }

    /// The points of a series that came behind a position, in order; `nil` when they are too many, or not all of them lie behind
    /// its last step: then the series has to be asked for.
    func points(of metric: String, behind position: StreamPosition.Metric) async throws -> [SeriesPoint]? {
        let end = self.position(of: metric)
        guard end.count > position.count, end.count - position.count <= Self.mostPoints,
            end.lastStep > position.lastStep || position.count == 0
        else { return nil }
        let key = PointsKey(metric: metric, position: position)
        let reading = readings.withLock { readings in
            if let known = readings.points[key] { return known }
            let reading = SharedReading { [run, store] () async throws -> [SeriesPoint]? in
                let first = position.count == 0 ? Step.min : Step(position.lastStep + 1)
                let steps = first...Step(end.lastStep)
                let points = try await store.seriesBlocks(
                    of: SeriesID(run: run, metric: metric), in: steps, content: .points
                ).flatMap { try $0.points() }.filter { steps.contains($0.step) }
                return points.count == Int(end.count - position.count)
                    ? points.sorted { $0.precedes($1) } : nil
            }
            readings.points[key] = reading
            return reading
        }
        return try await reading.value()
    }

    /// The lines of text behind a position, at most ``mostLines``.
    func lines(behind position: LogLine.Position?, minimumLevel level: LogLevel) async throws -> [LogLine] {
        let key = LinesKey(position: position, level: level)
        let reading = readings.withLock { readings in
            if let known = readings.lines[key] { return known }
            let reading = SharedReading { [run, store] in
                try await store.logLines(
                    of: run, behind: position, minimumLevel: level, limit: Self.mostLines)
            }
            readings.lines[key] = reading
            return reading
        }
        return try await reading.value()
    }
}
