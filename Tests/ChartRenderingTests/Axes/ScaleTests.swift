import Foundation
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct ScaleTests {
    private static let tiny = Double.leastNonzeroMagnitude

    @Test func `values lie between the ends in proportion`() {
        let linear = Scale(.linear, showing: 10...30)
        #expect(linear.fraction(of: 10) == 0)
        #expect(linear.fraction(of: 15) == 0.25)
        #expect(linear.fraction(of: 30) == 1)
        let logarithmic = Scale(.logarithmic, showing: 1...10_000)
        #expect(abs((logarithmic.fraction(of: 100) ?? 0) - 0.5) < 1e-12)
    }

    @Test func `what an axis cannot show has no place`() {
        #expect(Scale(.linear, showing: 0...1).fraction(of: .nan) == nil)
        #expect(Scale(.linear, showing: 0...1).fraction(of: .infinity) == nil)
        #expect(Scale(.logarithmic, showing: 1...10).fraction(of: 0) == nil)
        #expect(Scale(.logarithmic, showing: 1...10).fraction(of: -1) == nil)
    }

    @Test func `air leaves the stated part free at both ends`() throws {
        let scale = Scale(.linear, showing: 0...100, air: 0.1)
        #expect(abs(try #require(scale.fraction(of: 0)) - 0.1) < 1e-12)
        #expect(abs(try #require(scale.fraction(of: 100)) - 0.9) < 1e-12)
    }

    @Test(arguments: [
        -1e308...1e308, 0...0, 5...5, (-tiny * 14_000)...(tiny * 600), tiny...tiny, 1e308...1e308,
        -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, 1...1.0000000000000002,
    ])
    func `extreme ranges make a usable axis`(range: ClosedRange<Double>) throws {
        let scale = Scale(.linear, showing: range, air: 0.03)
        #expect(scale.lower < scale.upper)
        #expect(scale.lower.isFinite && scale.upper.isFinite)
        for value in [range.lowerBound, range.upperBound] {
            let place = try #require(scale.fraction(of: value))
            #expect(place >= 0 && place <= 1)
        }
        #expect(!TickPlan(scale, atMost: 6).ticks.isEmpty)
    }

    @Test(arguments: [tiny...1e308, (tiny * 1e13)...(tiny * 1e14), 3...3, 1e308...1.7e308])
    func `extreme ranges make a usable logarithmic axis`(range: ClosedRange<Double>) throws {
        let scale = Scale(.logarithmic, showing: range, air: 0.03)
        #expect(scale.lower > 0 && scale.lower < scale.upper && scale.upper.isFinite)
        #expect(!TickPlan(scale, atMost: 6).ticks.isEmpty)
    }

    private static let kinds: [ScaleKind] = [
        .linear, .logarithmic, .symmetricLogarithmic(threshold: nil), .symmetricLogarithmic(threshold: 1), .time,
        .duration,
    ]

    private static let greatest = Double.greatestFiniteMagnitude

    @Test(arguments: kinds)
    func `a larger value never lies before a smaller one`(kind: ScaleKind) throws {
        let seed: UInt64 = 79
        var generator = SeededGenerator(seed: seed)
        var values = [0, -0.0, 1, -1, Self.tiny, -Self.tiny, 1e308, -1e308, Self.greatest, -Self.greatest]
        for _ in 0..<100 {
            let size = pow(10, Double.random(in: -320...308, using: &generator))
            values.append(Bool.random(using: &generator) ? size : -size)
        }
        values = values.flatMap { [$0, $0.nextUp, $0.nextDown] }.filter(kind.canShow).sorted()
        for round in 0..<100 {
            let ends = [values, values].compactMap { $0.randomElement(using: &generator) }.sorted()
            let scale = Scale(kind, showing: ends[0]...ends[1], air: 0.05)
            let comment: Comment = "seed \(seed), round \(round): \(ends)"
            #expect(scale.lower < scale.upper && scale.lower.isFinite && scale.upper.isFinite, comment)
            let places = values.compactMap { scale.fraction(of: $0) }
            #expect(places.count == values.count, comment)
            #expect(places.allSatisfy { $0 >= 0 && $0 <= 1 }, comment)
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }, comment)
            for value in ends where abs(value) > 1e-290 || kind == .linear {
                let place = try #require(scale.fraction(of: value))
                #expect(place > 0 && place < 1 || abs(value) > 1e307, comment)
            }
        }
    }

    @Test(arguments: kinds)
    func `the value at a place lies at that place`(kind: ScaleKind) throws {
        let seed: UInt64 = 80
        var generator = SeededGenerator(seed: seed)
        for round in 0..<500 {
            let low = pow(10, Double.random(in: -200...300, using: &generator))
            let high = low * pow(10, Double.random(in: 0.01...7, using: &generator))
            let range = kind == .logarithmic || Bool.random(using: &generator) ? low...high : -low...high
            let scale = Scale(kind, showing: range, air: 0.02)
            let comment: Comment = "seed \(seed), round \(round): \(range)"
            #expect(scale.value(at: 0) == scale.lower && scale.value(at: 1) == scale.upper, comment)
            #expect(scale.value(at: -3) == scale.lower && scale.value(at: .infinity) == scale.upper, comment)
            #expect(scale.value(at: .nan) == scale.lower, comment)
            for part in [0.001, 0.25, 0.5, 0.9, Double.random(in: 0...1, using: &generator)] {
                let place = try #require(scale.fraction(of: scale.value(at: part)))
                #expect(abs(place - part) < 1e-9, comment)
            }
        }
    }

    @Test(arguments: kinds)
    func `extreme and equal values make an axis of every kind`(kind: ScaleKind) {
        let single = [0, 5, -5, Self.tiny * 2_000, 1e308, -1e308, Self.greatest].map { $0...$0 }
        let wide = [-1e308...1e308, -Self.greatest...Self.greatest, 0...1e9, -5...1e9, -Self.tiny...Self.tiny]
        for range in single + wide {
            let scale = Scale(kind, showing: range, air: 0.03)
            #expect(scale.lower < scale.upper && scale.lower.isFinite && scale.upper.isFinite, "\(range)")
            #expect(!TickPlan(scale, atMost: 6).ticks.isEmpty, "\(range) \(kind)")
        }
    }

    @Test func `an end that an axis cannot show does not take the other with it`() throws {
        let scale = Scale(.logarithmic, showing: -5...1e9)
        #expect(scale.lower > 0 && scale.lower < 1e9 && scale.upper > 1e9)
        #expect(Scale(.linear, showing: -Double.infinity...3) == Scale(.linear, showing: 3...3))
    }

    @Test func `a symmetric-logarithmic axis is even within the threshold and even by ratio outside`() throws {
        let scale = Scale(.symmetricLogarithmic(threshold: 1), showing: -1_000...1_000)
        func place(_ value: Double) throws -> Double { try #require(scale.fraction(of: value)) }
        #expect(try place(0) == 0.5)
        #expect(abs(try place(0.5) - 0.5 - (try place(1) - 0.5) / 2) < 1e-12)
        let decade = try place(10) - place(1)
        #expect(abs(try place(100) - place(10) - decade) < 1e-12)
        #expect(abs(try place(-10) - place(-100) - decade) < 1e-12)
        // No bend where line and logarithm meet.
        let before = try place(1) - place(0.999)
        let after = try place(1.001) - place(1)
        #expect(abs(before / after - 1) < 2e-3)
    }

    @Test func `the threshold is found in the data`() {
        #expect(SymmetricLogarithm.threshold(for: [0, 0.002, -5, 3_000]) == 0.001)
        #expect(SymmetricLogarithm.threshold(for: []) == 1)
        #expect(SymmetricLogarithm.threshold(for: [0, .nan, .infinity]) == 1)
        // A rounding error among a hundred values is not what the axis is for.
        let values = (1...100).map { Double($0) } + [1e-17]
        #expect(SymmetricLogarithm.threshold(for: values) == 1)
        #expect(SymmetricLogarithm.threshold(for: [1e-300, 1e300, 1e300]) == 1e288)
        #expect(SymmetricLogarithm.threshold(for: [Self.tiny]) == 1e-300)
        let scale = Scale(.symmetricLogarithmic(fitting: [0, 20, -4_000]), showing: -4_000...20)
        #expect(scale.kind == .symmetricLogarithmic(threshold: 10))
        for bad in [0, -1, Double.nan, .infinity] {
            let scale = Scale(.symmetricLogarithmic(threshold: bad), showing: -1_000...1_000)
            #expect(scale.kind == .symmetricLogarithmic(threshold: 1))
        }
    }
}
