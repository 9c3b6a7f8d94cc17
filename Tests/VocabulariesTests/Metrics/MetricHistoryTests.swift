import RegistryCore
import RegistryTestKit
import Testing

@testable import Vocabularies

struct MetricHistoryTests {
    @Test(arguments: [(3, 10), (10, 3), (5, 5), (1, 1), (100, 7)])
    func `Statistics are those of a window from the beginning, whenever they are first asked for`(
        window: Int, limit: Int
    ) throws {
        for asked in [0, 1, window - 1, window, 2 * window + 1, 60] {
            var generator = SeededGenerator(seed: UInt64(window * 1_000 + asked))
            var history = MetricHistory(window: window, limit: limit)
            var rolling = try RollingStatistics(window: window)
            var all: [Double] = []
            for index in 0..<80 {
                if index >= asked { _ = history.statistics() }
                let value = index % 9 == 8 ? Double.nan : Double.random(in: -1...1, using: &generator)
                history.add(value, step: Int64(index))
                rolling.add(value)
                all.append(value)
                #expect(history.windowValues.map(\.bitPattern) == all.suffix(window).map(\.bitPattern))
                #expect(history.kept.map(\.bitPattern) == all.suffix(limit).map(\.bitPattern))
            }
            let (ours, theirs) = (history.statistics(), rolling.statistics)
            #expect(ours?.count == theirs?.count && ours?.valueCount == 80 && ours?.minimum == theirs?.minimum)
            #expect(ours?.maximum == theirs?.maximum && ours?.nanCount == theirs?.nanCount)
            if let ours, let theirs {
                #expect(abs(ours.mean - theirs.mean) < 1e-12 && abs(ours.variance - theirs.variance) < 1e-12)
            }
        }
    }

    @Test func `Steps are those of the values, even or not, as far as they are kept`() {
        let rows: [[Int64]] = [
            Array(0..<50), (0..<50).map { 100 - 3 * $0 }, (0..<50).map { $0 * $0 }, (0..<50).map { $0 / 5 },
            [Int64](repeating: 7, count: 50), [.min, .max, .min, 0, .max], [.min, -1, .max, 5],
            Array(0..<20) + [19] + Array(20..<40), [],
        ]
        for steps in rows {
            for limit in [1, 3, 20, 100] {
                var history = MetricHistory(window: 2, limit: limit)
                for step in steps { history.add(0, step: step) }
                #expect(history.keptSteps == Array(steps.suffix(limit)), "\(limit) of \(steps)")
            }
        }
    }
}
