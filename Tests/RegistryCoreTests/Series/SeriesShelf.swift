import BSONCoding
import RegistryCore
import RegistryTestKit

/// A series as a store keeps it, without the store: blocks that are changed as plans say.
struct SeriesShelf {
    let series = SeriesID(run: StoreContract.someRun(), metric: "loss")
    private(set) var full: [SeriesBlock.ID: SeriesBlock] = [:]
    private(set) var small: [SeriesBlock.ID: SeriesBlock] = [:]
    private(set) var metric: MetricSummary?
    private var lastSequenceOfFull = Int64.min
    /// How many points were put into blocks, again and again.
    private(set) var pointsWritten = 0
    private let ids: ObjectIDGenerator

    init() {
        var random = SeededGenerator(seed: 1)
        ids = ObjectIDGenerator(using: &random, secondsSince1970: { 1_700_000_000 })
    }

    var blocks: [SeriesBlock] { (Array(full.values) + Array(small.values)).sorted { $0.id < $1.id } }

    mutating func append(_ points: [SeriesPoint]) throws -> SeriesAppendChanges {
        let smallest = SeriesAppendPlan.smallestSequence(of: points)
        var tail = Array(small.values)
        if lastSequenceOfFull >= smallest { tail += full.values.filter { $0.lastSequence >= smallest } }
        let plan = SeriesAppendPlan(series: series, newPoints: points, tail: tail)
        let loaded = try plan.blocksToLoad.compactMap { try (small[$0] ?? full[$0])?.reduced(to: .points) }
        let changes = try plan.changes(loaded: loaded, known: metric, newID: { ids.next() })
        for id in changes.removed {
            full[id] = nil
            small[id] = nil
        }
        for block in changes.inserted {
            if block.sizeClass == SeriesBlock.fullSizeClass {
                full[block.id] = block
                lastSequenceOfFull = max(lastSequenceOfFull, block.lastSequence)
            } else {
                small[block.id] = block
            }
            pointsWritten += block.summary.count
        }
        metric = changes.metric
        return changes
    }
}

extension SeededGenerator {
    /// A value of the sort that breaks things: NaN, infinities, zeros of both signs, small and large numbers.
    mutating func value() -> Double {
        switch Int.random(in: 0..<10, using: &self) {
        case 0: .nan
        case 1: [.infinity, -.infinity, 0, -0.0][Int.random(in: 0..<4, using: &self)]
        case 2: Double.random(in: -1e300...1e300, using: &self)
        default: Double.random(in: -1...1, using: &self)
        }
    }
}
