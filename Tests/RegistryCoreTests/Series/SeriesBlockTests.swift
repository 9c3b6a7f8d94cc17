import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("The bytes of a series block")
struct SeriesBlockTests {
    static let someID = SeriesBlock.ID(ObjectID())
    static let series = SeriesID(run: StoreContract.someRun(), metric: "loss")

    static func points(_ count: Int, seed: UInt64) -> [SeriesPoint] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            SeriesPoint(
                step: Step(Int64.random(in: .min ... .max, using: &random)),
                time: WallTime(millisecondsSince1970: Int64.random(in: .min ... .max, using: &random)),
                value: random.value(), sequence: Int64.random(in: .min ... .max, using: &random))
        }.sorted { $0.precedes($1) }
    }

    /// A block whose bytes are replaced.
    static func block(_ block: SeriesBlock, columns: [UInt8]? = nil, strands: [UInt8]? = nil) throws -> SeriesBlock {
        try SeriesBlock(
            id: block.id, series: block.series, summary: block.summary, firstSequence: block.firstSequence,
            lastSequence: block.lastSequence, strands: strands ?? block.strands, columns: columns ?? block.columns)
    }

    @Test(arguments: [1, 2, 63, 64, 65, 128, 1_000, 4_096])
    func `points come back bit for bit, and strands say what they are`(count: Int) throws {
        let points = Self.points(count, seed: UInt64(count))
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: points[...])
        #expect(try block.points() == points)
        #expect(block.strands.isEmpty == (count <= 64))
        let strands = stride(from: 0, to: count, by: 64).map {
            SeriesSummary(points: points[$0..<min($0 + 64, count)])
        }
        #expect(try block.strandSummaries() == strands)
    }

    @Test func `a block of evenly spaced points needs little more than its values`() throws {
        let points = (0..<4_096 as Range<Int64>).map {
            SeriesPoint(
                step: Step($0 * 10), time: WallTime(millisecondsSince1970: 1_700_000_000_000 + $0 * 1_000), value: 0.5,
                sequence: $0)
        }
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: points[...])
        #expect(block.columns.count < 4_096 * 8 + 64)
        #expect(block.strands.count < 64 * 8 * 4 + 64)
        #expect(try block.points() == points)
    }

    @Test func `bytes that were cut, changed, or never written are told as damaged and never trap`() throws {
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: Self.points(100, seed: 5)[...])
        for length in 0..<block.columns.count {
            let damaged = try Self.block(block, columns: Array(block.columns.prefix(length)))
            #expect(throws: RegistryError.self) { try damaged.points() }
        }
        for length in 0..<block.strands.count {
            let damaged = try Self.block(block, strands: Array(block.strands.prefix(length)))
            #expect(throws: RegistryError.self) { try damaged.strandSummaries() }
        }
        #expect(throws: RegistryError.self) { try Self.block(block, columns: block.columns + [0]).points() }
        var random = SeededGenerator(seed: 6)
        var survivors = 0
        for _ in 0..<1_500 {
            var columns = block.columns
            var strands = block.strands
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                columns[Int.random(in: columns.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                strands[Int.random(in: strands.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            // A changed value is a value; what must not happen is a trap, or points out of order.
            if let points = try? Self.block(block, columns: columns).points() {
                survivors += 1
                #expect(points.count == 100)
                #expect(zip(points, points.dropFirst()).allSatisfy { !$1.precedes($0) })
            }
            if let strands = try? Self.block(block, strands: strands).strandSummaries() {
                #expect(strands.dropFirst().reduce(strands.first) { $0?.merging($1) } == block.summary)
            }
        }
        #expect(survivors < 1_500)
        for _ in 0..<1_000 {
            let noise = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try? Self.block(block, columns: [1] + noise).points()
            _ = try? Self.block(block, strands: [1, 2] + noise).strandSummaries()
        }
    }

    @Test func `a count that promises more than there is costs nothing`() throws {
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: Self.points(3, seed: 1)[...])
        for count in [[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x20], [0]] as [[UInt8]] {
            let error = #expect(throws: RegistryError.self) {
                try Self.block(block, columns: [1] + count + [0, 0, 0]).points()
            }
            #expect(error?.code == .corruptData)
        }
    }

    @Test func `a block whose fields contradict each other is not made`() throws {
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: Self.points(3, seed: 1)[...])
        let large = try #require(SeriesSummary(points: Self.points(4_097, seed: 1)))
        #expect(throws: RegistryError.self) {
            try SeriesBlock(
                id: block.id, series: block.series, summary: large, firstSequence: 0, lastSequence: 1, strands: [],
                columns: [])
        }
        #expect(throws: RegistryError.self) {
            try SeriesBlock(
                id: block.id, series: block.series, summary: block.summary, firstSequence: 2, lastSequence: 1,
                strands: [], columns: [])
        }
    }

    @Test func `points and strands that are not the ones of the summary are told as damaged`() throws {
        let block = SeriesBlock(id: Self.someID, series: Self.series, points: Self.points(100, seed: 1)[...])
        let other = SeriesBlock(id: Self.someID, series: Self.series, points: Self.points(100, seed: 2)[...])
        #expect(throws: RegistryError.self) { try Self.block(block, columns: other.columns).points() }
        #expect(throws: RegistryError.self) { try Self.block(block, strands: other.strands).strandSummaries() }
    }
}
