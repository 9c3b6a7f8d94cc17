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
        #expect(labels(0...500_000, count: 11).suffix(3) == ["400k", "450k", "500k"])
        #expect(labels(0...1_000_000, count: 11).suffix(3) == ["0.8M", "0.9M", "1.0M"])
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

    @Test func `few ticks on a narrow axis are not none`() {
        #expect(labels(5.1...9.2, count: 2) == ["6", "8"])
        for start in stride(from: 0, through: 20, by: 0.37) {
            #expect(!labels(start...(start + 4.1), count: 2).isEmpty)
        }
    }

    @Test func `errors of calculation and negative zeros are not written`() {
        #expect(TickLabel.labels(for: [0.1 + 0.2, 0.1 * 3, -0.0]) == ["0.3", "0.3", "0"])
        #expect(labels(-0.3...0.3, count: 7) == ["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3"])
        #expect(TickLabel.labels(for: [1e-9, 1]).count == 2)
        #expect(TickLabel.labels(for: [1e-9, 0, 1e15]) == ["1e−9", "0", "1e15"])
    }

    @Test func `labels of an axis as narrow as numbers allow are told apart`() {
        for middle in [1.0, 1.7e9, 1e-5, 123_456.789, -3e200] {
            let plan = TickPlan(Scale(.linear, showing: middle...middle.nextUp), atMost: 10)
            #expect(plan.ticks.count >= 2)
            #expect(Set(plan.ticks.map(\.label)).count == plan.ticks.count, "\(plan.ticks)")
        }
    }

    @Test func `a logarithmic axis with room has 2 and 5 times the powers`() {
        #expect(labels(1...100, .logarithmic, count: 7) == ["1", "2", "5", "10", "20", "50", "100"])
        #expect(labels(1.2...90, .logarithmic, count: 5) == ["2", "5", "10", "20", "50"])
        #expect(labels(1.2...90, .logarithmic, count: 4) == ["3", "10", "30"])
        #expect(labels(2e4...6e5, .logarithmic) == ["20k", "50k", "100k", "200k", "500k"])
    }

    @Test func `a symmetric-logarithmic axis has 0 in the middle and powers of both signs`() {
        let kind = ScaleKind.symmetricLogarithmic(threshold: 1)
        #expect(labels(-100...100, kind, count: 7) == ["−100", "−10", "−1", "0", "1", "10", "100"])
        #expect(labels(-1e6...1e6, kind, count: 5) == ["−1M", "−1000", "0", "1000", "1M"])
        // The threshold lies too near to 0 for a label of its own.
        #expect(labels(0...1e4, kind, count: 6) == ["0", "10", "100", "1000", "10k"])
        #expect(labels(0...1e4, kind, count: 7) == ["0", "1", "10", "100", "1000", "10k"])
        #expect(labels(-0.5...0.5, kind) == ["−0.4", "−0.2", "0", "0.2", "0.4"])
        #expect(labels(10...10_000, kind) == ["10", "100", "1000", "10k"])
        #expect(labels(-10_000...(-10), kind) == ["−10k", "−1000", "−100", "−10"])
        let minor = TickPlan(Scale(kind, showing: -100...100), atMost: 7).minorValues
        #expect(minor.prefix(3) == [-90, -80, -70] && minor.contains(2) && !minor.contains { abs($0) < 1 })
    }

    @Test func `two ticks are enough for both signs of any size`() {
        for exponent in stride(from: 0, through: 300, by: 25) {
            for every in 2...6 {
                let end = pow(10, Double(exponent))
                let scale = Scale(.symmetricLogarithmic(threshold: 1e-9), showing: -end...end)
                let ticks = TickPlan(scale, atMost: every).ticks
                #expect((2...every).contains(ticks.count), "\(exponent) \(every)")
                #expect(ticks.first?.value == -(ticks.last?.value ?? 0))
            }
        }
        #expect(labels(-100...100, .symmetricLogarithmic(threshold: 1), count: 2) == ["−100", "100"])
    }

    @Test func `ticks of random symmetric-logarithmic ranges are few, rising and told apart`() {
        let seed: UInt64 = 81
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1_000 {
            func value() -> Double {
                let size = pow(10, Double.random(in: -310...308, using: &generator))
                return [size, -size, 0].randomElement(using: &generator) ?? 0
            }
            let one = value()
            let ends = [one, round % 5 == 0 ? -one : value()].sorted()
            let threshold = [nil, pow(10, Double.random(in: -300...300, using: &generator))].randomElement(
                using: &generator)
            let scale = Scale(.symmetricLogarithmic(threshold: threshold ?? nil), showing: ends[0]...ends[1], air: 0.02)
            let count = Int.random(in: 2...20, using: &generator)
            let plan = TickPlan(scale, atMost: count)
            let comment: Comment = "seed \(seed), round \(round): \(scale.lower) to \(scale.upper), \(scale.kind)"
            #expect((1...count).contains(plan.ticks.count), comment)
            #expect(Set(plan.ticks.map(\.label)).count == plan.ticks.count, comment)
            #expect(zip(plan.ticks, plan.ticks.dropFirst()).allSatisfy { $0.value < $1.value }, comment)
            #expect(zip(plan.minorValues, plan.minorValues.dropFirst()).allSatisfy { $0 < $1 }, comment)
        }
    }

    @Test func `labels on an axis of a length do not touch`() {
        let seed: UInt64 = 82
        var generator = SeededGenerator(seed: seed)
        let kinds: [ScaleKind] = [.linear, .logarithmic, .symmetricLogarithmic(threshold: nil), .time, .duration]
        for round in 0..<400 {
            let kind = kinds[round % kinds.count]
            let low = pow(10, Double.random(in: -5...9.2, using: &generator))
            let scale = Scale(kind, showing: low...(low * (1 + pow(10, Double.random(in: -6...4, using: &generator)))))
            let length = Double.random(in: 5...2_000, using: &generator)
            let width = Double.random(in: 2...40, using: &generator)
            let plan = TickPlan(scale, along: length, gap: 10) { Double($0.count) * width }
            let comment: Comment = "seed \(seed), round \(round): \(scale), \(length)"
            var reached = -Double.infinity
            for tick in plan.ticks where !tick.label.isEmpty {
                let size = Double(tick.label.count) * width
                let start = (scale.fraction(of: tick.value) ?? .nan) * length - size / 2
                #expect(start >= reached + 10 && size <= length, comment)
                reached = start + size
            }
            if plan.ticks.count > 2 { #expect(!plan.ticks.contains { $0.label.isEmpty }, comment) }
        }
    }

    @Test func `thousands are grouped`() {
        #expect(TickLabel.grouped(0) == "0")
        #expect(TickLabel.grouped(999) == "999")
        #expect(TickLabel.grouped(1_000) == "1,000")
        #expect(TickLabel.grouped(1_234_567) == "1,234,567")
    }
}
