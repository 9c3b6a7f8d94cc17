package import BSONCoding

/// Decides how points are appended to a series: which of them are new, which blocks to insert and which to remove.
///
/// Pure: the store reads and writes, all inside one transaction.
///
/// 1. It selects the series' blocks that are not full or whose ``SeriesBlock/lastSequence`` is at least
///    ``smallestSequence(of:)``, with ``SeriesBlock/Content/summary``, and makes a plan of them.
/// 2. It loads ``blocksToLoad`` with ``SeriesBlock/Content/points`` and asks for ``changes(loaded:known:newID:)``.
/// 3. It removes and inserts blocks and writes the metric's new summary into the run.
///
/// Full blocks of 4,096 points are cut off at once; what remains becomes one small block. When 16 small blocks of one
/// ``SeriesBlock/sizeClass`` exist, they are merged into one of the next, and 16 of the greatest small class into full
/// blocks of at least 2,048 points each. So a point is rewritten at most three times, and a series has at most 45 small
/// blocks, whatever the size of the portions it comes in.
package struct SeriesAppendPlan: Sendable {
    private let series: SeriesID
    private let newPoints: [SeriesPoint]
    private let tail: [SeriesBlock]
    private let overlapping: Set<SeriesBlock.ID>
    /// How many blocks of every size class there are.
    private let counts: [Int]

    /// The blocks whose points are needed: those that may hold a new point already, and those that may be merged.
    package let blocksToLoad: [SeriesBlock.ID]

    /// The smallest sequence number of points, from which on full blocks belong to a plan's `tail`; for no points the
    /// greatest number there is.
    package static func smallestSequence(of points: [SeriesPoint]) -> Int64 {
        points.reduce(Int64.max) { min($0, $1.sequence) }
    }

    /// A plan for one append.
    ///
    /// - Parameters:
    ///   - newPoints: what is to be appended, in any order.
    ///   - tail: the stored blocks named above, in any order; no more than the summary is used.
    package init(series: SeriesID, newPoints: [SeriesPoint], tail: [SeriesBlock]) {
        self.series = series
        self.newPoints = newPoints
        self.tail = tail
        let sequences = Set(newPoints.map(\.sequence)).sorted()
        let overlapping = tail.filter { block in
            guard let first = sequences.first, block.lastSequence >= first else { return false }
            let next = sequences.partitioningIndex { $0 >= block.firstSequence }
            return next < sequences.count && sequences[next] <= block.lastSequence
        }
        let needed = Set(overlapping.map(\.id))
        self.overlapping = needed
        var counts = [Int](repeating: 0, count: SeriesBlock.fullSizeClass + 1)
        for block in tail { counts[block.sizeClass] += 1 }
        self.counts = counts
        let merging = Self.classesThatMayMerge(
            newPoints: newPoints.count, mayHoldDuplicates: !overlapping.isEmpty, counts: counts)
        let loading =
            merging.isEmpty
            ? overlapping
            : tail.filter {
                needed.contains($0.id) || merging.contains($0.sizeClass)
            }
        blocksToLoad = loading.map(\.id).sorted()
    }

    /// What to do to the store.
    ///
    /// - Parameters:
    ///   - loaded: the blocks of ``blocksToLoad`` with their points, in any order.
    ///   - known: the metric's summary so far, as it stands in the run; `nil` for a new metric.
    ///   - newID: makes identifiers, each greater than the one before.
    /// - Throws: ``RegistryError`` with `corruptData` when a loaded block is damaged, and with `unavailable` when one is
    ///   missing, because somebody else changed the series meanwhile: read the tail again.
    package func changes(
        loaded: [SeriesBlock], known: MetricSummary?, newID: () -> ObjectID
    ) throws(RegistryError) -> SeriesAppendChanges {
        let loaded = Dictionary(loaded.map { ($0.id, $0) }) { first, _ in first }
        var taken: Set<Int64> = []
        for id in overlapping {
            for point in try points(of: id, in: loaded) { taken.insert(point.sequence) }
        }
        let fresh = taken.isEmpty ? newPoints : newPoints.filter { !taken.contains($0.sequence) }
        var changes = SeriesAppendChanges(stored: fresh, duplicates: newPoints.count - fresh.count, known: known)
        var rest = fresh.sorted { $0.precedes($1) }[...]
        while rest.count >= SeriesBlock.mostPoints {
            changes.inserted.append(block(rest.prefix(SeriesBlock.mostPoints), newID))
            rest = rest.dropFirst(SeriesBlock.mostPoints)
        }
        guard !rest.isEmpty else { return changes }
        let merged = BlockTiers.mergedClasses(
            arriving: SeriesBlock.sizeClass(ofCount: rest.count), counts: counts)
        guard !merged.isEmpty else {
            changes.inserted.append(block(rest, newID))
            return changes
        }
        changes.removed = tail.filter { merged.contains($0.sizeClass) }.map(\.id).sorted()
        var all: [SeriesPoint] = []
        for id in changes.removed { all += try points(of: id, in: loaded) }
        all += rest
        all.sort { $0.precedes($1) }
        // Equal parts: each of them is then as full as a block has to be in order never to be merged again.
        let parts = (all.count + SeriesBlock.mostPoints - 1) / SeriesBlock.mostPoints
        for part in 0..<parts {
            changes.inserted.append(block(all[all.count * part / parts..<all.count * (part + 1) / parts], newID))
        }
        return changes
    }

    private func block(_ points: ArraySlice<SeriesPoint>, _ newID: () -> ObjectID) -> SeriesBlock {
        SeriesBlock(id: SeriesBlock.ID(newID()), series: series, points: points)
    }

    private func points(
        of id: SeriesBlock.ID, in loaded: [SeriesBlock.ID: SeriesBlock]
    ) throws(RegistryError) -> [SeriesPoint] {
        guard let block = loaded[id] else {
            throw RegistryError(
                .unavailable, "The series \(series.metric.debugDescription) was changed by somebody else. Try again.")
        }
        return try block.points()
    }

    /// The classes that are merged for the number of points that turn out to be new.
    private static func classesThatMayMerge(
        newPoints: Int, mayHoldDuplicates: Bool, counts: [Int]
    ) -> Set<Int> {
        let arriving: ClosedRange<Int>
        if mayHoldDuplicates {
            arriving = 0...SeriesBlock.sizeClass(ofCount: min(newPoints, SeriesBlock.mostPoints))
        } else {
            let rest = newPoints % SeriesBlock.mostPoints
            guard rest > 0 else { return [] }
            arriving = SeriesBlock.sizeClass(ofCount: rest)...SeriesBlock.sizeClass(ofCount: rest)
        }
        return Set(arriving.flatMap { BlockTiers.mergedClasses(arriving: $0, counts: counts) })
    }
}

extension Array {
    /// The index of the first element that meets a condition which, once met, is met by all that follow.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var range = indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = condition(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}
