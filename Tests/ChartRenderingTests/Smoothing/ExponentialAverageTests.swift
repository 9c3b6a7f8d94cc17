import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct ExponentialAverageTests {
    private static let kinds: [ExponentialAverage.Kind] = [.byPoint, .byDistance]

    private func points(_ values: [Double]) -> [ChartPoint] {
        values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) }
    }

    /// One point a bucket, or as many as are asked for.
    private func buckets(_ points: [ChartPoint], of size: Int) -> [ChartBucket] {
        stride(from: 0, to: points.count, by: size).compactMap { start in
            let part = points[start..<min(start + size, points.count)]
            let finite = part.map(\.y).filter(\.isFinite)
            guard let first = part.first, let last = part.last else { return nil }
            return ChartBucket(
                firstX: first.x, lastX: last.x, first: finite.first ?? .nan, last: finite.last ?? .nan,
                minimum: finite.min() ?? .nan, maximum: finite.max() ?? .nan, count: part.count,
                nanCount: part.count - finite.count)
        }
    }

    @Test func `by point it is the debiased average of TensorBoard`() throws {
        let values = [1.0, 5, -3, 8, 8, 0, 2]
        let weight = 0.6
        let smoothed = try ExponentialAverage(weight: weight).smoothed(points(values)).map(\.y)
        // The textbook's form.
        var sum = 0.0
        for (index, value) in values.enumerated() {
            sum = sum * weight + (1 - weight) * value
            #expect(abs(smoothed[index] - sum / (1 - pow(weight, Double(index + 1)))) < 1e-12)
        }
    }

    @Test func `by distance it is the time-weighted average of W&B`() throws {
        let places = [0.0, 1, 1.5, 7, 8, 30, 100]
        let values = [1.0, 5, -3, 8, 8, 0, 2]
        let points = zip(places, values).map { ChartPoint(x: $0, y: $1) }
        let smoothed = try ExponentialAverage(weight: 0.998, kind: .byDistance).smoothed(points).map(\.y)
        let base = min(0.998.squareRoot(), 0.999)
        var (sum, debias) = (0.0, 0.0)
        for index in values.indices {
            let change = (places[index] - places[max(0, index - 1)]) / 100 * 1_000
            sum = sum * pow(base, change) + values[index]
            debias = debias * pow(base, change) + 1
            #expect(abs(smoothed[index] - sum / debias) < 1e-12)
        }
    }

    @Test func `by distance, values at the same place count equally`() throws {
        let same = [3.0, 5, 10].map { ChartPoint(x: 4, y: $0) }
        let smoothed = try ExponentialAverage(weight: 0.9, kind: .byDistance).smoothed(same).map(\.y)
        #expect(smoothed == [3, 4, 6])
    }

    @Test func `by distance, ten times as many values give the same line`() throws {
        func curve(_ count: Int) -> [ChartPoint] {
            (0...count).map { ChartPoint(x: Double($0) / Double(count), y: sin(Double($0) / Double(count) * 6)) }
        }
        let average = try ExponentialAverage(weight: 0.99, kind: .byDistance)
        let (few, many) = (average.smoothed(curve(1_000)), average.smoothed(curve(10_000)))
        for index in stride(from: 100, through: 1_000, by: 100) {
            #expect(abs(few[index].y - many[index * 10].y) < 5e-3)
        }
    }

    @Test(arguments: kinds)
    func `no weight changes nothing, equal values stay equal`(kind: ExponentialAverage.Kind) throws {
        let values = points([1, .nan, 0.1, -7, .infinity])
        let same = try ExponentialAverage(weight: 0, kind: kind).smoothed(values)
        #expect(same.map { "\($0)" } == values.map { "\($0)" })
        for weight in [0.5, 0.999, 1 - 1e-15] {
            let flat = try ExponentialAverage(weight: weight, kind: kind).smoothed(
                points(Array(repeating: 0.1, count: 500)))
            #expect(flat.allSatisfy { $0.y == 0.1 })
        }
    }

    @Test(arguments: kinds)
    func `gaps are kept and do not change the average`(kind: ExponentialAverage.Kind) throws {
        let average = try ExponentialAverage(weight: 0.8, kind: kind)
        let gaps = [1, 2, Double.nan, 3, .infinity, -.infinity, 4]
        let smoothed = average.smoothed(points(gaps))
        for (before, after) in zip(gaps, smoothed.map(\.y)) where !before.isFinite {
            #expect(before.isNaN ? after.isNaN : before == after)
        }
        let without = average.smoothed(points(gaps).filter { $0.y.isFinite })
        #expect(smoothed.filter { $0.y.isFinite } == without)
    }

    @Test(arguments: kinds)
    func `points in any order give as many points in the order of x`(kind: ExponentialAverage.Kind) throws {
        let seed: UInt64 = 85
        var generator = SeededGenerator(seed: seed)
        let extremes = [
            1e308, -1e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, .nan, .infinity,
            .leastNonzeroMagnitude,
        ]
        for round in 0..<500 {
            let points = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                ChartPoint(
                    x: extremes.randomElement(using: &generator) ?? 0,
                    y: Bool.random(using: &generator)
                        ? .random(in: -1...1, using: &generator) : extremes.randomElement(using: &generator) ?? 0)
            }
            let average = try ExponentialAverage(weight: .random(in: 0..<1, using: &generator), kind: kind)
            let smoothed = average.smoothed(points)
            let comment: Comment = "seed \(seed), round \(round)"
            #expect(smoothed.count == points.count, comment)
            let known = smoothed.prefix { $0.x.isFinite }
            #expect(known.count == points.filter { $0.x.isFinite }.count, comment)
            #expect(zip(known, known.dropFirst()).allSatisfy { $0.x <= $1.x }, comment)
            // The average lies among the values so far.
            let values = points.filter { $0.x.isFinite && $0.y.isFinite }.map(\.y)
            if let least = values.min(), let most = values.max() {
                #expect(known.allSatisfy { !$0.y.isFinite || (least...most).contains($0.y) }, comment)
            }
            #expect(average.smoothed(self.buckets(points, of: 3)).count == (points.count + 2) / 3, comment)
            let shuffled = average.smoothed(known.shuffled(using: &generator))
            #expect(shuffled.map(\.x) == known.map(\.x), comment)
        }
    }

    @Test(arguments: kinds)
    func `buckets of one or two values are smoothed as the values`(kind: ExponentialAverage.Kind) throws {
        let seed: UInt64 = 86
        var generator = SeededGenerator(seed: seed)
        let points = (0..<101).map { ChartPoint(x: Double($0 * $0), y: .random(in: -1...1, using: &generator)) }
        let average = try ExponentialAverage(weight: 0.9, kind: kind)
        let exact = average.smoothed(points).map(\.y)
        for size in [1, 2] {
            for (index, bucket) in average.smoothed(buckets(points, of: size)).enumerated() {
                #expect(abs(bucket.first - exact[index * size]) < 1e-12)
                #expect(abs(bucket.last - exact[min(index * size + size - 1, 100)]) < 1e-12)
                #expect(bucket.minimum <= min(bucket.first, bucket.last))
            }
        }
    }

    @Test(arguments: kinds)
    func `buckets of a hundred values follow the line of the values`(kind: ExponentialAverage.Kind) throws {
        let seed: UInt64 = 87
        var generator = SeededGenerator(seed: seed)
        let points = (0..<50_000).map { index in
            ChartPoint(
                x: Double(index), y: exp(-Double(index) / 15_000) + .random(in: -0.02...0.02, using: &generator))
        }
        let average = try ExponentialAverage(weight: kind == .byPoint ? 0.999 : 0.98, kind: kind)
        let exact = average.smoothed(points)
        let approximate = average.smoothed(buckets(points, of: 100))
        #expect(approximate.count == 500)
        let errors = approximate.enumerated().map { abs($0.element.last - exact[$0.offset * 100 + 99].y) }
        #expect((errors.max() ?? 1) < 0.02)
        // A bucket of equal values is exact, however many there are.
        let flat = buckets((0..<1_000).map { ChartPoint(x: Double($0), y: 3) }, of: 250)
        #expect(average.smoothed(flat).allSatisfy { $0.first == 3 && $0.last == 3 })
    }

    @Test(arguments: kinds)
    func `many equal values between first and last are summed exactly`(kind: ExponentialAverage.Kind) throws {
        var points = (0..<40).map { ChartPoint(x: Double($0), y: 2) }
        points.insert(ChartPoint(x: -1, y: 9), at: 0)
        let average = try ExponentialAverage(weight: 0.97, kind: kind)
        let exact = average.smoothed(points)
        let buckets = average.smoothed(
            [self.buckets(Array(points.prefix(1)), of: 1), self.buckets(Array(points.dropFirst()), of: 40)].flatMap {
                $0
            })
        #expect(abs((buckets.last?.last ?? 0) - (exact.last?.y ?? 1)) < 1e-12)
    }

    @Test func `odd buckets are smoothed without harm`() throws {
        let odd = [
            ChartBucket(
                firstX: 5, lastX: -5, first: .nan, last: .infinity, minimum: 3, maximum: -3, count: -1,
                nanCount: 9),
            ChartBucket(
                firstX: .nan, lastX: 0, first: 1, last: 1, minimum: 1, maximum: 1, count: .min, nanCount: .max),
            ChartBucket(
                firstX: 7, lastX: .infinity, first: 1, last: 2, minimum: 1, maximum: 2, count: .max,
                nanCount: .min),
            ChartBucket(
                firstX: 8, lastX: 9, first: .nan, last: .nan, minimum: .nan, maximum: .nan, count: 4,
                nanCount: 4),
        ]
        for kind in Self.kinds {
            let smoothed = try ExponentialAverage(weight: 0.9, kind: kind).smoothed(odd)
            #expect(smoothed.count == 4)
            #expect(smoothed.prefix(2).allSatisfy { $0.first.isFinite && $0.last.isFinite })
            #expect(smoothed[2].minimum.isNaN && smoothed[3].firstX.isNaN)
        }
    }

    @Test(arguments: [-0.1, 1, 1.5, Double.nan, .infinity])
    func `a weight outside 0 to 1 is refused with the limits`(weight: Double) {
        let error = #expect(throws: ChartError.self) { try ExponentialAverage(weight: weight) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("less than 1") == true)
    }

    @Test func `a series keeps its name and colour`() throws {
        let series = ChartSeries(name: "loss", points: points([0, 1]), color: .black)
        let smoothed = try ExponentialAverage(weight: 0.5).smoothed(series)
        #expect(smoothed.name == "loss" && smoothed.color == .black && smoothed != series)
    }
}
