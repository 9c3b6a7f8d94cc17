import RegistryCore

/// The points of a series in their order, some at a time.
///
/// Blocks may overlap in steps, all of them even, where a run went over the same steps again and again; then each is read more
/// than once, so that nothing is held longer than ``most`` points and those of a few blocks. Blocks may be merged into others
/// meanwhile: a point keeps its place among the points.
struct SeriesPassage {
    /// How many points are given at a time, about: 131,072, which are 4 MiB. Those that stand at the same place, as points of one
    /// call may, come together.
    static let most = 131_072

    /// Of how many blocks the points are read at a time.
    private static let blocksAtATime = 8
    /// So often blocks may be merged at the very moment in which they are read.
    private static let mostAttempts = 100

    private let series: SeriesID
    private let store: any RecordReader
    private let most: Int
    /// The last point that was given.
    private var last: SeriesPoint?
    private var isOver = false

    /// - Parameter most: how many points are given at a time, about.
    init(of series: SeriesID, in store: any RecordReader, most: Int = Self.most) {
        self.series = series
        self.store = store
        self.most = max(1, most)
    }

    /// The next points; `nil` at the end.
    mutating func next() async throws -> [SeriesPoint]? {
        for _ in 0..<Self.mostAttempts where !isOver {
            guard let (points, isLast) = try await pass() else { continue }
            isOver = isLast
            last = points.last
            return points.isEmpty ? nil : points
        }
        guard isOver else {
            throw RegistryError(.unavailable, "The series changes faster than it can be read. Try again in a while.")
        }
        return nil
    }

    /// The first points behind the last one, and whether these are all; `nil` when blocks were merged meanwhile.
    private func pass() async throws -> (points: [SeriesPoint], isLast: Bool)? {
        let blocks = try await store.seriesBlocks(of: series, in: (last?.step ?? .min) ... .max, content: .summary)
            .map { (id: $0.id, first: $0.summary.firstStep) }.sorted { $0.first < $1.first }
        var kept: [SeriesPoint] = []
        var isLast = true
        for start in stride(from: 0, to: blocks.count, by: Self.blocksAtATime) {
            let some = blocks[start..<min(start + Self.blocksAtATime, blocks.count)]
            // What begins behind the points that are told now is for later.
            if kept.count >= most, let end = kept.last, let first = some.first, end.step < first.first {
                isLast = false
                break
            }
            let read = try await store.seriesBlocks(some.map(\.id), of: series, content: .points)
            guard read.count == some.count else { return nil }
            for block in read {
                for point in try block.points() where last.map({ $0.precedes(point) }) ?? true { kept.append(point) }
            }
            if cut(&kept) { isLast = false }
            try Task.checkCancellation()
        }
        return (kept, isLast)
    }

    /// Keeps the first points in order; whether some are left out.
    private func cut(_ points: inout [SeriesPoint]) -> Bool {
        points.sort { $0.precedes($1) }
        guard points.count > most else { return false }
        let end = points[most - 1]
        let rest = points[most...].firstIndex { end.precedes($0) } ?? points.endIndex
        guard rest < points.endIndex else { return false }
        points.removeSubrange(rest...)
        return true
    }
}
