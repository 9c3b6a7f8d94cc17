import Foundation
import RasterGraphics
import Testing

@testable import ChartRendering

/// What must hold for axes of every kind.
@Suite struct AxisKindTests {
    private static let kinds: [ScaleKind] = [
        .linear, .logarithmic, .symmetricLogarithmic(threshold: nil), .symmetricLogarithmic(threshold: 1e-300),
        .symmetricLogarithmic(threshold: 1e300), .time, .duration,
    ]
    private static let extremes: [Double] = {
        let sizes = [.leastNonzeroMagnitude, 1e-300, 1e-9, 1, 59.5, 1e6, 1.7e9, 1e15, 1e300, .greatestFiniteMagnitude]
        return sizes.map { -$0 }.reversed() + [0] + sizes
    }()

    @Test(arguments: kinds)
    func `there are ticks between any two numbers, never more than wanted`(kind: ScaleKind) {
        for (index, low) in Self.extremes.enumerated() {
            for high in Self.extremes.dropFirst(index) {
                let scale = Scale(kind, showing: low...high, air: 0.02)
                for (count, isWhole) in [(2, false), (3, false), (8, true), (50, false)] {
                    let plan = TickPlan(scale, atMost: count, isWhole: isWhole)
                    let isRising = zip(plan.ticks, plan.ticks.dropFirst()).allSatisfy { $0.value < $1.value }
                    let isShown = plan.ticks.allSatisfy { !$0.label.isEmpty && scale.fraction(of: $0.value) != nil }
                    let isFew = plan.ticks.count <= count && (isWhole || !plan.ticks.isEmpty)
                    #expect(
                        isRising && isShown && isFew && plan.minorValues.count < 10_000, "\(low) to \(high), \(count)")
                }
            }
        }
    }

    @Test(arguments: kinds)
    func `charts of any numbers are drawn`(kind: ScaleKind) throws {
        let size = try ChartSize(width: 300, height: 200)
        let series: [[Double]] = [
            [], [3], [0, 0], [.nan, .infinity], Self.extremes, [1_790_000_000, 1_790_000_060], [-1e9, 0, 1e-9, 1e9],
        ]
        for values in series {
            let points = values.map { ChartPoint(x: $0, y: $0) }
            let chart = LineChart(series: [ChartSeries(name: "a", points: points)], xScale: kind, yScale: kind)
            #expect(try chart.render(size: size).width == 300)
        }
    }

    @Test func `only a logarithmic axis leaves out zeros and negative numbers`() {
        for kind in Self.kinds {
            for value in [0, -1e9, -Double.leastNonzeroMagnitude] {
                #expect(kind.canShow(value) == (kind != .logarithmic))
                #expect((Scale(kind, showing: -1e9...1e9).fraction(of: value) != nil) == kind.canShow(value))
            }
            #expect(kind.canShow(1e9))
            #expect(!kind.canShow(.nan) && !kind.canShow(.infinity) && !kind.canShow(-.infinity))
        }
    }
}
