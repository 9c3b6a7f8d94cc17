import RegistryCore

/// Gives all points of a series in the order in which they were logged, in parts, all of a sequence number together.
///
/// Blocks are loaded as they are needed: those that overlap in sequence numbers are in memory together, which are few.
struct SeriesPointReader: Sendable {
    /// So many blocks are loaded at a time.
    private static let portion = 16
    /// How often reading begins again, in a row, because somebody merged blocks meanwhile.
    private static let attempts = 8

    private let store: any RecordReader
    private let series: SeriesID
    /// The sequence number from which points are given.
    private let first: Int64
    /// Blocks with none of these steps are left out.
    private let steps: ClosedRange<Step>
    private var waiting: ArraySlice<SeriesBlock>?
    private var held: [SeriesPoint] = []
    /// The greatest sequence number that was given.
    private var given: Int64?

    /// - Parameters:
    ///   - first: The sequence number with which it begins. Default: that of the first point.
    ///   - steps: The steps of which all points are given. Those of others may be. Default: all.
    init(
        _ series: SeriesID, in store: any RecordReader, from first: Int64 = .min,
        steps: ClosedRange<Step> = Step(.min)...Step(.max)
    ) {
        self.steps = steps
        self.store = store
        self.series = series
        self.first = first
    }

    /// The next points; `nil` behind the last ones.
    mutating func next() async throws -> [SeriesPoint]? {
        var failures = 0
        while true {
            if waiting == nil { waiting = try await blocks() }
            guard let next = waiting?.prefix(Self.portion), !next.isEmpty else {
                defer { held = [] }
                return held.isEmpty ? nil : give(held)
            }
            let loaded = try await store.seriesBlocks(next.map(\.id), of: series, content: .points)
            guard loaded.count == next.count else {
                failures += 1
                guard failures < Self.attempts else {
                    throw RegistryError(
                        .unavailable,
                        "The series \(series.metric.debugDescription) changes faster than it can be read. Try again.")
                }
                (waiting, held) = (nil, [])
                continue
            }
            waiting = waiting?.dropFirst(next.count)
            for block in loaded {
                held += try block.points().filter { isStillToCome($0.sequence) }
            }
            held.sort { $0.isStoredBefore($1) }
            let whole =
                if let first = waiting?.first?.firstSequence { held.prefix { $0.sequence < first } } else { held[...] }
            guard !whole.isEmpty else { continue }
            held = Array(held.dropFirst(whole.count))
            return give(Array(whole))
        }
    }

    private mutating func give(_ points: [SeriesPoint]) -> [SeriesPoint] {
        given = points.last?.sequence ?? given
        return points
    }

    /// The blocks that have anything that was not given yet, without their points.
    private func blocks() async throws -> ArraySlice<SeriesBlock> {
        let all = try await store.seriesBlocks(of: series, in: steps, content: .summary)
        return all.filter { isStillToCome($0.lastSequence) }
            .sorted { ($0.firstSequence, $0.id) < ($1.firstSequence, $1.id) }[...]
    }

    private func isStillToCome(_ sequence: Int64) -> Bool { sequence >= first && given.map { sequence > $0 } ?? true }
}
