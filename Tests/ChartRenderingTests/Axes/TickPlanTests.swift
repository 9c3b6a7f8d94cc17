import Foundation
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct TickPlanTests {
    private func labels(_ range: ClosedRange<Double>, _ kind: ScaleKind = .linear, count: Int = 6) -> [String] {
        TickPlan(Scale(kind, showing: range), atMost: count).ticks.map(\.label)
    }

    @Test func `round numbers are chosen and written as a person would`() {
        #expect(labels(0...1) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        #expect(labels(0...0.35) == ["0", "0.1", "0.2", "0.3"])
        #expect(labels(-1...1) == ["−1.0", "−0.5", "0", "0.5", "1.0"])
        #expect(labels(0...20_000) == ["0", "5k", "10k", "15k", "20k"])
        #expect(labels(0...3_000_000) == ["0", "1M", "2M", "3M"])
        #expect(labels(0.0001...0.0005) == ["1e−4", "2e−4", "3e−4", "4e−4", "5e−4"])
        #expect(labels(1.9e-5...2.1e-5, count: 5) == ["1.90e−5", "1.95e−5", "2.00e−5", "2.05e−5", "2.10e−5"])
        #expect(labels(95...105) == ["96", "98", "100", "102", "104"])
    }

    @Test func `labels stay exact far from zero`() {
        #expect(labels(1_000_000...1_000_004, count: 5) == ["1000000", "1000001", "1000002", "1000003", "1000004"])
    }

    @Test func `powers of ten on a logarithmic axis`() {
        #expect(labels(0.001...1_000, .logarithmic, count: 8) == ["0.001", "0.01", "0.1", "1", "10", "100", "1000"])
        #expect(labels(1e-7...1e-4, .logarithmic) == ["1e−7", "1e−6", "1e−5", "1e−4"])
        #expect(labels(1e4...1e7, .logarithmic) == ["10k", "100k", "1M", "10M"])
    }

    @Test func `a logarithmic axis of less than two powers of ten has round numbers`() {
        #expect(labels(2...8, .logarithmic) == ["2", "4", "6", "8"])
    }

    @Test func `finer lines lie between the powers of ten`() {
        let plan = TickPlan(Scale(.logarithmic, showing: 1...100), atMost: 6)
        #expect(plan.minorValues == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90])
    }

    @Test func `ticks of random ranges are few, rising, inside, evenly spaced and told apart`() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        for round in 0..<3_000 {
            let size = pow(10, Double.random(in: -299...307, using: &generator))
            let middle = Double.random(in: -1...1, using: &generator) * size
            let half = size * pow(10, Double.random(in: -9...(-0.1), using: &generator))
            let scale = Scale(.linear, showing: (middle - half)...(middle + half), air: 0.02)
            let count = Int.random(in: 2...20, using: &generator)
            let ticks = TickPlan(scale, atMost: count).ticks
            let comment: Comment = "seed \(seed), round \(round): \(scale.lower) to \(scale.upper)"
            #expect((1...count).contains(ticks.count), comment)
            let span = scale.upper / 2 - scale.lower / 2
            for tick in ticks {
                #expect(tick.value >= scale.lower - span * 1e-6 && tick.value <= scale.upper + span * 1e-6, comment)
            }
            #expect(Set(ticks.map(\.label)).count == ticks.count, comment)
            let steps = zip(ticks, ticks.dropFirst()).map { $1.value / 2 - $0.value / 2 }
            if let first = steps.first {
                #expect(first > 0, comment)
                for step in steps { #expect(abs(step - first) <= first * 1e-3, comment) }
            }
        }
    }

    @Test func `ticks of random logarithmic ranges are few, rising and told apart`() {
        let seed: UInt64 = 78
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1_000 {
            let low = Double.random(in: -320...300, using: &generator)
            let high = min(low + pow(10, Double.random(in: -3...2.5, using: &generator)), 308)
            let scale = Scale(.logarithmic, showing: pow(10, low)...pow(10, high), air: 0.02)
            let ticks = TickPlan(scale, atMost: 8).ticks
            let comment: Comment = "seed \(seed), round \(round): \(scale.lower) to \(scale.upper)"
            #expect((1...8).contains(ticks.count), comment)
            #expect(Set(ticks.map(\.label)).count == ticks.count, comment)
            #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value }, comment)
        }
    }

    @Test func `thousands are grouped`() {
        #expect(TickLabel.grouped(0) == "0")
        #expect(TickLabel.grouped(999) == "999")
        #expect(TickLabel.grouped(1_000) == "1,000")
        #expect(TickLabel.grouped(1_234_567) == "1,234,567")
    }
}
