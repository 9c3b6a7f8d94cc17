import EventFiles
import RegistryTestKit
import Testing

struct HistogramTests {
    @Test func `Values are sorted into thirty ranges of equal width`() throws {
        let histogram = try Histogram(of: (0...60).map { Double($0) / 2 })
        #expect(histogram.buckets.count == 30)
        #expect(histogram.buckets[0] == .init(lower: 0, upper: 1, count: 2))
        #expect(histogram.buckets[29] == .init(lower: 29, upper: 30, count: 3))
        #expect(histogram.buckets.reduce(0) { $0 + $1.count } == 61)
        #expect(zip(histogram.buckets, histogram.buckets.dropFirst()).allSatisfy { $0.upper == $1.lower })
    }

    @Test func `Equal values are all in the last range`() throws {
        let histogram = try Histogram(of: [Float](repeating: 7, count: 5), bucketCount: 3)
        #expect(
            histogram.buckets == [
                .init(lower: 7, upper: 7, count: 0), .init(lower: 7, upper: 7, count: 0),
                .init(lower: 7, upper: 7, count: 5),
            ])
    }

    @Test func `No values give ranges of nothing`() throws {
        #expect(try Histogram(of: [Double]()).buckets.allSatisfy { $0 == .init(lower: 0, upper: 0, count: 0) })
    }

    @Test func `NaN and infinite values are left out and counted`() throws {
        let histogram = try Histogram(of: [Double.nan, 1, .infinity, 2, -.infinity], bucketCount: 2)
        #expect(histogram.nonFiniteCount == 3)
        #expect(histogram.buckets.map(\.count) == [1, 1])
        #expect(try Histogram(of: [Double.nan]).buckets.allSatisfy { $0.count == 0 })
    }

    @Test func `Any finite values are all counted, the most distant ones as well`() throws {
        let seed: UInt64 = 31
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let scale =
                [Double.leastNormalMagnitude, 1e-300, 1, 1e300, .greatestFiniteMagnitude].randomElement(
                    using: &generator) ?? 1
            let values = (0..<Int.random(in: 1...50, using: &generator)).map { _ in
                Double.random(in: -1...1, using: &generator) * scale
            }
            let histogram = try Histogram(of: values, bucketCount: Int.random(in: 1...40, using: &generator))
            #expect(histogram.buckets.reduce(0) { $0 + $1.count } == Double(values.count), "seed \(seed)")
            #expect(histogram.buckets.allSatisfy { $0.lower <= $0.upper }, "seed \(seed)")
            #expect(histogram.buckets.last?.upper == values.max(), "seed \(seed)")
        }
    }

    @Test func `Ranges that do not fit their counts are refused`() {
        for (edges, counts) in [
            ([0, 1], [1, 2]), ([], []), ([1, 0], [1]), ([0, .nan], [1]), ([0, .infinity], [1]), ([0, 1], [-1]),
            ([0, 1], [.infinity]),
        ] as [([Double], [Double])] {
            #expect { try Histogram(edges: edges, counts: counts) } throws: {
                ($0 as? EventFileError)?.code == .invalid
            }
        }
        for count in [0, -1, 100_001] {
            #expect { try Histogram(of: [1.0], bucketCount: count) } throws: {
                ($0 as? EventFileError)?.code == .invalid
            }
        }
    }

    @Test func `Given ranges are kept`() throws {
        let histogram = try Histogram(edges: [0, 1, 1, 4], counts: [2, 0, 3])
        #expect(histogram.buckets.map(\.upper) == [1, 1, 4])
        #expect(histogram.buckets.map(\.count) == [2, 0, 3])
    }
}
