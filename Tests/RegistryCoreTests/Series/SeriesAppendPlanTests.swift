import RegistryCore
import RegistryTestKit
import Testing

@Suite("Appending to a series")
struct SeriesAppendPlanTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `any appends in any portions and order store what a plain list stores`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var shelf = SeriesShelf()
        var model: [SeriesPoint] = []
        var revisited: Int64 = 0
        var nextSequence: Int64 = 0
        var step: Int64 = 0
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            // Often small portions, sometimes several full blocks.
            let largest = [3, 40, 400, 3_000, 10_000][min(4, Int.random(in: 0..<20, using: &random) / 4)]
            let points = (0..<Int.random(in: 0...largest, using: &random)).map { _ in
                // Several points of one sequence number, and steps that go backwards now and then.
                if Int.random(in: 0..<3, using: &random) > 0 { nextSequence += 1 }
                step += Int64.random(in: 0...2, using: &random)
                if Int.random(in: 0..<200, using: &random) == 0 { step -= Int64.random(in: 0...500, using: &random) }
                return SeriesPoint(
                    step: Step(step), time: WallTime(millisecondsSince1970: Int64.random(in: 0...9, using: &random)),
                    value: random.value(), sequence: nextSequence)
            }
            nextSequence += 1
            var call = points
            // Some of what is known already comes again.
            if Int.random(in: 0..<3, using: &random) == 0, let first = model.randomElement(using: &random)?.sequence {
                call += model.filter { (first..<first + 50).contains($0.sequence) }
                call.shuffle(using: &random)
            }
            let known = Set(model.map(\.sequence))
            let fresh = call.filter { !known.contains($0.sequence) }
            var last = model.map(\.step).max()
            for point in fresh {
                if let before = last, point.step <= before { revisited += 1 }
                last = max(last ?? point.step, point.step)
            }
            model += fresh
            let changes = try shelf.append(call)
            #expect(changes.stored == fresh.count)
            #expect(changes.duplicates == call.count - fresh.count)
        }
        #expect(Set(try shelf.blocks.flatMap { try $0.points() }) == Set(model))
        #expect(shelf.blocks.reduce(0) { $0 + $1.summary.count } == model.count)
        #expect(shelf.metric?.summary.count == SeriesSummary(points: model)?.count)
        #expect(shelf.metric?.summary.minimum.bitPattern == SeriesSummary(points: model)?.minimum.bitPattern)
        #expect(shelf.metric?.revisitedSteps == (model.isEmpty ? nil : revisited))
        for sizeClass in 0..<SeriesBlock.fullSizeClass {
            #expect(shelf.small.values.count { $0.sizeClass == sizeClass } < 16)
        }
        for block in shelf.blocks {
            let points = try block.points()
            #expect(block.summary.count <= SeriesBlock.mostPoints)
            #expect(SeriesSummary(points: points) == block.summary)
            #expect(points.map(\.sequence).min() == block.firstSequence)
            #expect(points.map(\.sequence).max() == block.lastSequence)
        }
    }

    @Test func `a point a second for a week makes few blocks and rewrites each point at most three times`() throws {
        var shelf = SeriesShelf()
        let seconds = 7 * 86_400
        for second in 0..<Int64(seconds) {
            _ = try shelf.append([
                SeriesPoint(
                    step: Step(second), time: WallTime(millisecondsSince1970: second * 1_000),
                    value: Double(second % 60), sequence: second)
            ])
        }
        #expect(shelf.blocks.count < 200)
        #expect(shelf.blocks.reduce(0) { $0 + $1.summary.count } == seconds)
        #expect(shelf.pointsWritten <= 4 * seconds)
        #expect(shelf.metric?.revisitedSteps == 0)
    }

    @Test(arguments: [1, 7, 15, 16, 100, 255, 256, 1_000, 2_047, 2_048, 4_095, 4_096, 4_097, 9_000])
    func `portions of any one size rewrite each point at most three times`(size: Int) throws {
        var shelf = SeriesShelf()
        let total = max(20_000, size * 40)
        for start in stride(from: 0, to: total, by: size) {
            let points = (start..<min(start + size, total)).map {
                SeriesPoint(
                    step: Step(Int64($0)), time: WallTime(millisecondsSince1970: 0), value: 1, sequence: Int64($0))
            }
            _ = try shelf.append(points)
        }
        #expect(shelf.pointsWritten <= 4 * total)
        #expect(shelf.small.count <= 45)
        #expect(shelf.full.values.allSatisfy { $0.summary.count >= 2_048 })
    }

    @Test func `appending what is known already changes nothing`() throws {
        var shelf = SeriesShelf()
        let points = (0..<5_000).map {
            SeriesPoint(
                step: Step(Int64($0)), time: WallTime(millisecondsSince1970: 0), value: 1, sequence: Int64($0 / 2))
        }
        _ = try shelf.append(points)
        let before = shelf.blocks
        let changes = try shelf.append(Array(points[100..<4_900]))
        #expect(changes.stored == 0)
        #expect(changes.duplicates == 4_800)
        #expect(changes.added == nil)
        #expect(shelf.blocks == before)
    }

    @Test func `appending behind everything reads no points until blocks are merged`() throws {
        var shelf = SeriesShelf()
        for sequence in 0..<15 as Range<Int64> {
            let point = SeriesPoint(
                step: Step(sequence), time: WallTime(millisecondsSince1970: 0), value: 1, sequence: sequence)
            let plan = SeriesAppendPlan(series: shelf.series, newPoints: [point], tail: shelf.blocks)
            #expect(plan.blocksToLoad.isEmpty)
            _ = try shelf.append([point])
        }
        let point = SeriesPoint(step: 15, time: WallTime(millisecondsSince1970: 0), value: 1, sequence: 15)
        let plan = SeriesAppendPlan(series: shelf.series, newPoints: [point], tail: shelf.blocks)
        #expect(plan.blocksToLoad.count == 15)
    }

    @Test func `a block that has gone meanwhile is told as unavailable`() throws {
        var shelf = SeriesShelf()
        let point = SeriesPoint(step: 1, time: WallTime(millisecondsSince1970: 0), value: 1, sequence: 1)
        _ = try shelf.append([point])
        let plan = SeriesAppendPlan(series: shelf.series, newPoints: [point], tail: shelf.blocks)
        let error = #expect(throws: RegistryError.self) {
            try plan.changes(loaded: [], known: nil) { SeriesBlockTests.someID.objectID }
        }
        #expect(error?.code == .unavailable)
    }

    @Test func `points of the greatest and smallest steps and sequence numbers are kept`() throws {
        var shelf = SeriesShelf()
        let points = [Int64.min, -1, 0, 1, .max].map {
            SeriesPoint(step: Step($0), time: WallTime(millisecondsSince1970: $0), value: 1, sequence: $0)
        }
        _ = try shelf.append(points.shuffled())
        #expect(try shelf.append(points).duplicates == 5)
        #expect(try shelf.blocks.flatMap { try $0.points() } == points)
    }
}
