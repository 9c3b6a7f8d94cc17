/// Gathers the lines that a question asks for from blocks that may overlap, loading no more of them than it needs.
///
/// Pure. The store selects, without their lines, the run's blocks whose ``LogBlock/last`` is greater than the position asked
/// for and whose ``LogBlock/highestLevel`` is at least the level asked for. Then, until ``blocksToLoad`` is empty, it loads
/// these and hands them to ``add(_:)``; ``lines`` is the answer.
package struct LogSelection: Sendable {
    /// The most lines of one answer: 10,000.
    package static let mostLines = 10_000

    /// So many blocks are loaded at a time.
    private static let portion = 4

    private let behind: LogLine.Position?
    private let minimumLevel: LogLevel
    private let limit: Int
    private var waiting: ArraySlice<LogBlock>
    private var found: [LogLine] = []

    /// A selection from blocks in any order.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the limit is not 1 to ``mostLines``.
    package init(
        from blocks: [LogBlock], behind: LogLine.Position?, minimumLevel: LogLevel, limit: Int
    ) throws(RegistryError) {
        try Self.check(limit: limit)
        self.behind = behind
        self.minimumLevel = minimumLevel
        self.limit = limit
        waiting = blocks.sorted { $0.first == $1.first ? $0.id < $1.id : $0.first < $1.first }[...]
    }

    /// Checks how many lines are asked for, before anything is asked of the store.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the limit is not 1 to ``mostLines``.
    package static func check(limit: Int) throws(RegistryError) {
        guard (1...mostLines).contains(limit) else {
            throw RegistryError(
                .invalidArgument, "A log is read 1 to \(mostLines) lines at a time; \(limit) were asked for.")
        }
    }

    /// The blocks to load next with their lines; empty when the answer is complete.
    package var blocksToLoad: [LogBlock.ID] {
        guard let next = waiting.first else { return [] }
        // Lines in front of everything that is not loaded yet are final.
        let isComplete = found.count >= limit && found[limit - 1].position < next.first
        return isComplete ? [] : waiting.prefix(Self.portion).map(\.id)
    }

    /// Takes in the blocks of ``blocksToLoad``, in any order. One that is missing has been merged into another meanwhile: the
    /// store has to begin again, unless it reads inside a transaction.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when a block is damaged.
    package mutating func add(_ blocks: [LogBlock]) throws(RegistryError) {
        waiting = waiting.dropFirst(Self.portion)
        for block in blocks {
            found += try block.lines().filter { line in
                line.level >= minimumLevel && behind.map { $0 < line.position } ?? true
            }
        }
        found.sort { $0.position < $1.position }
        // What lies behind the last line asked for is never needed, however many blocks overlap.
        found.removeLast(max(0, found.count - limit))
    }

    /// The answer: the first lines in order, no more than asked for.
    package var lines: [LogLine] { Array(found.prefix(limit)) }
}
