import Foundation
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct DurationTicksTests {
    private func labels(_ range: ClosedRange<Double>, count: Int = 6, isWhole: Bool = false) -> [String] {
        TickPlan(Scale(.duration, showing: range), atMost: count, isWhole: isWhole).ticks.map(\.label)
    }

    @Test func `durations are written in seconds, minutes, hours and days`() {
        #expect(labels(0...120) == ["0", "30s", "1m", "1m30s", "2m"])
        #expect(labels(0...5_400, count: 4) == ["0", "30m", "1h", "1h30m"])
        #expect(labels(0...172_800, count: 5) == ["0", "12h", "1d", "1d12h", "2d"])
        #expect(labels(0...1_728_000) == ["0", "5d", "10d", "15d", "20d"])
        #expect(labels(-90...90) == ["−1m", "0", "1m"])
        #expect(labels(0...1) == ["0", "0.2s", "0.4s", "0.6s", "0.8s", "1.0s"])
        #expect(labels(0...0.004, count: 5) == ["0", "1ms", "2ms", "3ms", "4ms"])
        #expect(labels(0...3, count: 12, isWhole: true) == ["0", "1s", "2s", "3s"])
        #expect(labels(3_600...3_601, count: 3) == ["1h", "1h0.5s", "1h1.0s"])
    }

    @Test func `seconds never come to sixty`() {
        #expect(DurationTicks.label(59.999_999_9, decimals: 0) == "1m")
        #expect(DurationTicks.label(3_599.96, decimals: 1) == "1h")
        #expect(DurationTicks.label(-90, decimals: 0) == "−1m30s")
        #expect(DurationTicks.label(-0.0, decimals: 0) == "0")
    }

    @Test func `ticks of random durations are few, rising, inside, evenly spaced and told apart`() {
        let seed: UInt64 = 84
        var generator = SeededGenerator(seed: seed)
        for round in 0..<2_000 {
            let size = pow(10, Double.random(in: -20...30, using: &generator))
            let low = Double.random(in: -1...1, using: &generator) * size
            let span = size * pow(10, Double.random(in: -9...1, using: &generator))
            let scale = Scale(.duration, showing: low...(low + span))
            let count = Int.random(in: 2...15, using: &generator)
            let ticks = TickPlan(scale, atMost: count).ticks
            let comment: Comment = "seed \(seed), round \(round): \(low), \(span), \(ticks.map(\.label))"
            #expect((1...count).contains(ticks.count), comment)
            #expect(Set(ticks.map(\.label)).count == ticks.count, comment)
            let steps = zip(ticks, ticks.dropFirst()).map { $1.value - $0.value }
            if let first = steps.first {
                #expect(first > 0 && steps.allSatisfy { abs($0 - first) <= first * 1e-3 }, comment)
            }
        }
    }
}
