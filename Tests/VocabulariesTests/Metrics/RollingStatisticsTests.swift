import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import Vocabularies

struct RollingStatisticsTests {
    private static func series(_ kind: Int, count: Int) -> [Double] {
        var generator = SeededGenerator(seed: UInt64(kind + 1))
        return (0..<count).map { index in
            let random = Double.random(in: -1...1, using: &generator)
            return switch kind {
            case 0: random
            case 1: 1e9 + random
            case 2: random * 1e150
            case 3: random * 1e-8 + Double(index)
            default: Double(Int(random * 3))
            }
        }
    }

    /// As near as 1e-12 of the number itself, or of a scale: a mean may be next to nothing beside the values.
    private static func isNear(_ left: Double, _ right: Double, scale: Double) -> Bool {
        abs(left - right) <= 1e-12 * max(abs(right), scale)
    }

    @Test(.enabled(if: Numpy.absence == nil, "\(Numpy.absence ?? "")"), arguments: 0..<5, [1, 2, 7, 100, 1_000])
    func `Every figure of every window is numpy's`(kind: Int, window: Int) throws {
        let values = Self.series(kind, count: 350)
        let expected = try Numpy.figures(of: values, window: window, percents: Percentiles.named)
        var rolling = try RollingStatistics(window: window)
        for (index, value) in values.enumerated() {
            rolling.add(value)
            let stats = try #require(rolling.statistics)
            let row = expected[index]
            let spread = row[4] - row[3]
            #expect(Self.isNear(stats.mean, row[0], scale: 1e-3 * spread), "mean \(index)")
            #expect(
                Self.isNear(stats.variance, row[1], scale: 0),
                "variance \(index): \(stats.variance) \(row[1])")
            #expect(Self.isNear(stats.std, row[2], scale: 0), "std \(index)")
            #expect(stats.min == row[3] && stats.max == row[4] && stats.count == min(window, index + 1))
            let percentiles = rolling.percentiles
            for (place, percent) in Percentiles.named.enumerated() {
                let value = try #require(percentiles[percent])
                #expect(Self.isNear(value, row[5 + place], scale: 0), "p\(percent) \(index)")
                #expect(try rolling.percentile(Double(percent)) == value)
            }
        }
        #expect(rolling.valueCount == values.count)
    }

    @Test func `NaN takes a place, is counted, and has no part in any figure`() throws {
        var rolling = try RollingStatistics(window: 3)
        #expect(rolling.statistics == nil && rolling.percentiles.isEmpty)
        #expect(try rolling.percentile(50) == nil)
        rolling.add(.nan)
        #expect(rolling.statistics == nil && rolling.percentiles.isEmpty)
        for value in [1, 3, Double.nan] { rolling.add(value) }
        #expect(rolling.statistics?.mean == 2 && rolling.statistics?.count == 2 && rolling.statistics?.nanCount == 1)
        #expect(try rolling.percentile(100) == 3)
        for value in [5.0, 6, 7] { rolling.add(value) }
        #expect(rolling.statistics?.nanCount == 0 && rolling.statistics?.mean == 6)
    }

    @Test func `Infinities are values, and gone when they leave the window`() throws {
        var rolling = try RollingStatistics(window: 2)
        for value in [1, Double.infinity] { rolling.add(value) }
        #expect(rolling.statistics?.mean == .infinity && rolling.statistics?.max == .infinity)
        #expect(rolling.statistics?.variance.isNaN == true)
        #expect(try rolling.percentile(100) == .infinity && rolling.percentile(0) == 1)
        rolling.add(-.infinity)
        #expect(rolling.statistics?.mean.isNaN == true)
        for value in [2.0, 4] { rolling.add(value) }
        #expect(rolling.statistics?.mean == 3 && rolling.statistics?.variance == 1)
    }

    @Test(
        arguments: [
            ([1, .infinity], [0: 1, 1: .infinity, 25: .infinity, 75: .infinity, 99: .infinity, 100: .infinity]),
            ([-.infinity, 1], [0: -.infinity, 1: -.infinity, 50: -.infinity, 75: -.infinity, 99: -.infinity, 100: 1]),
            ([1, 2, .infinity], [0: 1, 25: 1.5, 50: 2, 75: .infinity, 99: .infinity]),
            ([-.infinity, 1, 2], [1: -.infinity, 25: -.infinity, 50: 1, 75: 1.5, 100: 2]),
            ([.infinity, .infinity], [0: .infinity, 1: .infinity, 50: .infinity, 99: .infinity, 100: .infinity]),
            ([-.infinity, -.infinity], [0: -.infinity, 1: -.infinity, 50: -.infinity, 99: -.infinity]),
            ([-.infinity, .infinity], [0: -.infinity, 100: .infinity]),
            ([-1.5e308, 1.5e308], [0: -1.5e308, 25: -0.75e308, 50: 0, 75: 0.75e308, 100: 1.5e308]),
        ] as [([Double], [Int: Double])])
    func `A percentile between a number and an infinity is the infinity, and never NaN`(
        values: [Double], expected: [Int: Double]
    ) throws {
        var rolling = try RollingStatistics(window: 10)
        for value in values { rolling.add(value) }
        for (percent, value) in expected {
            #expect(try rolling.percentile(Double(percent)) == value, "p\(percent)")
        }
    }

    @Test(
        .enabled(if: Numpy.absence == nil, "\(Numpy.absence ?? "")"),
        arguments: [
            [-1.5e308, 1.5e308], [1.5e308, -1.5e308], [-1.5e308, 1.5e308, -1.5e308, 1.5e308], [1e200, -1e200],
        ])
    func `Numbers that are farther apart than a number can say have numpy's mean and spread`(values: [Double]) throws {
        // numpy's own moments, of the same numbers.
        let script = """
            import json, sys, numpy as np
            x = np.array(json.loads(sys.argv[1]))
            with np.errstate(over="ignore"):
                print(json.dumps([str(float(x.mean())), str(float(x.std()))]))
            """
        let output = try TestPython.run(script, "\(values)")
        let expected = try JSONDecoder().decode([String].self, from: output)
        #expect(expected == ["0.0", "inf"])
        // The last of them fill a window that moves, and one that does not.
        for window in [values.count, values.count + 5] {
            var rolling = try RollingStatistics(window: window)
            let before = window == values.count ? [1.5e308] + values : []
            for value in before + values { rolling.add(value) }
            let stats = try #require(rolling.statistics)
            #expect(stats.mean == 0 && stats.std == .infinity, "\(stats)")
        }
    }

    @Test func `The mean of the largest numbers is among them`() throws {
        var rolling = try RollingStatistics(window: 10)
        for _ in 0..<3 { rolling.add(Double.greatestFiniteMagnitude) }
        #expect(rolling.statistics?.mean == Double.greatestFiniteMagnitude && rolling.statistics?.std == 0)
        rolling.add(-Double.greatestFiniteMagnitude)
        #expect(rolling.statistics?.mean == Double.greatestFiniteMagnitude / 2)
    }

    @Test func `Between the two infinities there is no number, as in numpy`() throws {
        var rolling = try RollingStatistics(window: 10)
        for value in [-Double.infinity, .infinity] { rolling.add(value) }
        #expect(try rolling.percentile(50)?.isNaN == true)
    }

    @Test(arguments: [0, -1, 1_000_001, .max])
    func `A window without sense is refused`(window: Int) {
        expectError(.invalidArgument) { _ = try RollingStatistics(window: window) }
    }

    @Test(arguments: [-0.1, 100.1, .nan, .infinity])
    func `A number that is no percentage is refused`(percent: Double) throws {
        let rolling = try RollingStatistics()
        expectError(.invalidArgument) { _ = try rolling.percentile(percent) }
    }

    @Test func `Summaries are made at the frequencies of the list, and on in the same steps`() {
        let listed = [
            1, 5, 10, 15, 20, 25, 30, 40, 50, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 1000, 1200, 1500,
            2000,
            2500,
        ]
        #expect(SummaryFrequencies.all(upTo: 2_500) == listed)
        #expect(SummaryFrequencies.all(upTo: 12_000).suffix(6) == [3000, 4000, 5000, 6000, 10000, 12000])
        #expect(SummaryFrequencies.all(upTo: 0).isEmpty && SummaryFrequencies.all(upTo: .max).last ?? 0 > 1 << 60)
    }
}
