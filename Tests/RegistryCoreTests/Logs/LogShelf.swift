import BSONCoding
import RegistryCore
import RegistryTestKit

/// A log as a store keeps it, without the store: blocks that are changed as plans say.
struct LogShelf {
    let run = StoreContract.someRun()
    private(set) var blocks: [LogBlock.ID: LogBlock] = [:]
    /// How many lines were put into blocks, again and again.
    private(set) var linesWritten = 0
    private let ids: ObjectIDGenerator

    init() {
        var random = SeededGenerator(seed: 1)
        ids = ObjectIDGenerator(using: &random, secondsSince1970: { 1_700_000_000 })
    }

    var smallBlocks: Int { blocks.values.count { $0.sizeClass < LogBlock.fullSizeClass } }

    mutating func append(_ lines: [LogLine]) throws -> LogAppendChanges {
        let smallest = LogAppendPlan.smallestSequence(of: lines)
        let tail = try blocks.values
            .filter { $0.sizeClass < LogBlock.fullSizeClass || $0.last.sequence >= smallest }
            .map { try $0.withoutLines() }
        let plan = try LogAppendPlan(run: run, newLines: lines, tail: tail)
        let changes = try plan.changes(loaded: plan.blocksToLoad.compactMap { blocks[$0] }, newID: { ids.next() })
        for id in changes.removed { blocks[id] = nil }
        for block in changes.inserted {
            blocks[block.id] = block
            linesWritten += block.count
        }
        return changes
    }

    /// What a store answers.
    func lines(
        behind: LogLine.Position? = nil, minimumLevel: LogLevel = .debug, limit: Int = LogSelection.mostLines,
        loaded: inout Int
    ) throws -> [LogLine] {
        let candidates = try blocks.values
            .filter { block in block.highestLevel >= minimumLevel && behind.map { $0 < block.last } ?? true }
            .map { try $0.withoutLines() }
        var selection = try LogSelection(from: candidates, behind: behind, minimumLevel: minimumLevel, limit: limit)
        while case let ids = selection.blocksToLoad, !ids.isEmpty {
            loaded += ids.count
            try selection.add(ids.compactMap { blocks[$0] })
        }
        return selection.lines
    }
}
