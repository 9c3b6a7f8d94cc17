package import BSONCoding

/// Decides how lines are appended to a run's log: which of them are new, which blocks to insert and which to remove.
///
/// Pure: the store reads and writes, all inside one transaction, as for ``SeriesAppendPlan``. Its selection is the run's
/// blocks that are not full or whose last sequence number is at least ``smallestSequence(of:)``, without their lines.
///
/// Blocks grow as those of a series do: 16 of one ``LogBlock/sizeClass`` become one of the next, counted in lines or in
/// bytes, whichever is more. A line is rewritten at most twice, and a log has at most 30 small blocks.
package struct LogAppendPlan: Sendable {
    private let run: RunID
    private let newLines: [LogLine]
    private let tail: [LogBlock]
    private let overlapping: Set<LogBlock.ID>
    /// How many blocks of every size class there are.
    private let counts: [Int]

    /// The blocks whose lines are needed: those that may hold a new line already, and those that may be merged.
    package let blocksToLoad: [LogBlock.ID]

    /// The smallest sequence number of lines, from which on full blocks belong to a plan's `tail`; for no lines the
    /// greatest number there is.
    package static func smallestSequence(of lines: [LogLine]) -> Int64 {
        lines.reduce(Int64.max) { min($0, $1.sequence) }
    }

    /// A plan for one append.
    ///
    /// - Parameters:
    ///   - newLines: what is to be appended, in any order; lines of one sequence number in theirs.
    ///   - tail: the stored blocks named above, in any order; their lines are not used.
    /// - Throws: ``RegistryError`` with `invalidArgument` when a line is too long.
    package init(run: RunID, newLines: [LogLine], tail: [LogBlock]) throws(RegistryError) {
        try Self.check(newLines)
        self.run = run
        self.newLines = newLines
        self.tail = tail
        let sequences = Set(newLines.map(\.sequence)).sorted()
        let overlapping = tail.filter { block in
            guard let first = sequences.first, block.last.sequence >= first else { return false }
            let next = sequences.partitioningIndex { $0 >= block.first.sequence }
            return next < sequences.count && sequences[next] <= block.last.sequence
        }
        let needed = Set(overlapping.map(\.id))
        self.overlapping = needed
        // The class of the last new block is known only when duplicates are out; any of them may be merged.
        var counts = [Int](repeating: 0, count: LogBlock.fullSizeClass + 1)
        for block in tail { counts[block.sizeClass] += 1 }
        self.counts = counts
        let crowded = Set((0..<LogBlock.fullSizeClass).filter { counts[$0] + 1 >= BlockTiers.fanIn })
        blocksToLoad = tail.filter { needed.contains($0.id) || crowded.contains($0.sizeClass) }.map(\.id).sorted()
    }

    /// Checks the lengths of lines, before anything is asked of the store.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when a line is too long.
    package static func check(_ lines: [LogLine]) throws(RegistryError) {
        for line in lines where line.text.utf8.count > LogLine.longestText {
            throw RegistryError(
                .invalidArgument,
                "A line of a log has at most \(LogLine.longestText) bytes; the one with sequence number \(line.sequence) has "
                    + "\(line.text.utf8.count). Split it, or store it as a file.")
        }
    }

    /// What to do to the store.
    ///
    /// - Parameters:
    ///   - loaded: the blocks of ``blocksToLoad`` with their lines, in any order.
    ///   - newID: makes identifiers, each greater than the one before.
    /// - Throws: ``RegistryError`` with `corruptData` when a loaded block is damaged, and with `unavailable` when one is
    ///   missing, because somebody else changed the log meanwhile: read the tail again.
    package func changes(loaded: [LogBlock], newID: () -> ObjectID) throws(RegistryError) -> LogAppendChanges {
        let loaded = Dictionary(loaded.map { ($0.id, $0) }) { first, _ in first }
        var taken: Set<Int64> = []
        for id in overlapping {
            for line in try lines(of: id, in: loaded) { taken.insert(line.sequence) }
        }
        let fresh = Self.indexed(newLines.filter { !taken.contains($0.sequence) })
        var changes = LogAppendChanges(stored: fresh.count, duplicates: newLines.count - fresh.count)
        var parts = LogParts.cut(fresh[...])
        guard let rest = parts.popLast() else { return changes }
        for part in parts { changes.inserted.append(block(part.lines, LogBlock.fullSizeClass, newID)) }
        let merged = BlockTiers.mergedClasses(arriving: rest.sizeClass, counts: counts)
        guard let highest = merged.last else {
            changes.inserted.append(block(rest.lines, rest.sizeClass, newID))
            return changes
        }
        changes.removed = tail.filter { merged.contains($0.sizeClass) }.map(\.id).sorted()
        var all: [LogLine] = []
        for id in changes.removed { all += try lines(of: id, in: loaded) }
        all += rest.lines
        all.sort { $0.position < $1.position }
        for part in LogParts.cut(all[...]) { changes.inserted.append(block(part.lines, highest + 1, newID)) }
        return changes
    }

    private func block(_ lines: ArraySlice<LogLine>, _ sizeClass: Int, _ newID: () -> ObjectID) -> LogBlock {
        LogBlock(id: LogBlock.ID(newID()), run: run, sizeClass: sizeClass, lines: lines)
    }

    private func lines(of id: LogBlock.ID, in loaded: [LogBlock.ID: LogBlock]) throws(RegistryError) -> [LogLine] {
        guard let block = loaded[id] else {
            throw RegistryError(
                .unavailable, "The log of run \(run) was changed by somebody else. Try again.")
        }
        return try block.lines()
    }

    /// The lines in order, numbered within their sequence numbers.
    private static func indexed(_ lines: [LogLine]) -> [LogLine] {
        var next: [Int64: Int] = [:]
        return lines.map { line in
            var line = line
            line.index = next[line.sequence, default: 0]
            next[line.sequence] = line.index + 1
            return line
        }.sorted { $0.position < $1.position }
    }
}

/// What an append does to the stored blocks of a log.
package struct LogAppendChanges: Hashable, Sendable {
    /// The blocks to insert, complete. Empty when every line was there already.
    package internal(set) var inserted: [LogBlock] = []

    /// The blocks to remove, because their lines are in ``inserted``.
    package internal(set) var removed: [LogBlock.ID] = []

    /// How many lines are new.
    package let stored: Int

    /// How many lines were there already.
    package let duplicates: Int

    init(stored: Int, duplicates: Int) {
        self.stored = stored
        self.duplicates = duplicates
    }
}
