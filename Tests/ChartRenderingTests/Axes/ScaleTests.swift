import Foundation
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
}
