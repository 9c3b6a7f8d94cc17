import Foundation
import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct SparklineTests {
    private static let tiny = Double.leastNonzeroMagnitude
    private static let awkward: [[Double]] = [
        [], [3], [5, 5, 5], [.nan, .nan], [.infinity, -.infinity], [1e308, -1e308, 1.7e308], [tiny, 2 * tiny],
        [1, .nan, 2], [Double](repeating: 0, count: 10_000),
    ]

    @Test(arguments: awkward.indices)
    func `awkward values are drawn without harm`(index: Int) throws {
        for (width, height) in [(120, 24), (8, 8), (-5, 0), (100_000, 24), (.max, .min)] {
            let spark = Sparkline(
                values: Self.awkward[index], width: width, height: height, showsLastValue: true, showsExtremes: true)
            let picture = try spark.render(scale: 99)
            #expect(picture.width == min(max(width, 8), 2_048) * 4 && picture.height == min(max(height, 8), 2_048) * 4)
        }
    }

    @Test func `the last value stands at the right, in four digits`() {
        func text(_ values: [Double], width: Int = 120) -> String? {
            SparklineLayout(Sparkline(values: values, width: width, showsLastValue: true)).value?.text
        }
        #expect(text([1, 0.123456]) == "0.1235")
        #expect(text([1, 1_234_567]) == "1.235M")
        #expect(text([1, -99_999]) == "−100k" && text([1, 9_999.7]) == "10k" && text([1, 4_321]) == "4321")
        #expect(text([1, .nan]) == "NaN" && text([1, -.infinity]) == "−∞" && text([]) == "no data")
        #expect(text([1, 2], width: 30) == nil)
        #expect(SparklineLayout(Sparkline(values: [1, 2])).value == nil)
        let layout = SparklineLayout(Sparkline(values: [1, 0.5], showsLastValue: true))
        #expect(layout.plot.maxX < layout.valuePoint.x)
        #expect(layout.valuePoint.x + (layout.value?.width ?? 0) <= layout.bounds.width)
        // Values of up to six characters leave lines of one length, for columns of a table.
        #expect(layout.plot == SparklineLayout(Sparkline(values: [1, 7], showsLastValue: true)).plot)
    }

    @Test func `the last value of buckets is the true one, finite or not`() {
        var buckets = (0..<9).map { index in
            ChartBucket(
                firstX: Double(index) * 10, lastX: Double(index) * 10 + 9, first: 1, last: 2, minimum: 0, maximum: 3,
                count: 10)
        }
        func text() -> String? {
            let series = ChartSeries(name: "", buckets: buckets)
            return SparklineLayout(Sparkline(series, showsLastValue: true)).value?.text
        }
        #expect(text() == "2")
        buckets[8].nanCount = 1
        #expect(text() == "2")
        buckets[8].lastLogged = .nan
        #expect(text() == "NaN")
        buckets[8].lastLogged = 2.5
        #expect(text() == "2.5")
        // The one that ends last, not the one that begins last.
        buckets[3].lastX = 1_000
        buckets[3].lastLogged = -.infinity
        #expect(text() == "−∞")
    }

    @Test func `one spike among many values reaches its height`() throws {
        var values = [Double](repeating: 0, count: 100_000)
        values[31_337] = 1
        let red = Color(hex: 0xFF0000)
        let spark = Sparkline(ChartSeries(name: "", values: values, color: red))
        let layout = SparklineLayout(spark)
        let picture = try spark.render()
        let x = Int(try #require(layout.xAxis.position(of: 31_337)))
        #expect((x - 1...x + 1).contains { (picture[$0, Int(layout.plot.y) + 1]?.green ?? 255) < 160 })
    }

    @Test func `gaps have marks and extremes have dots`() throws {
        let values: [Double] = [1, 2, 9, .nan, 3, 0, 4]
        let layout = SparklineLayout(Sparkline(values: values, showsExtremes: true))
        #expect(layout.extremes.map(\.y) == [layout.plot.maxY, layout.plot.y])
        #expect(SparklineLayout(Sparkline(values: values)).extremes.isEmpty)
        #expect(try Sparkline(values: values).render() != Sparkline(values: values, showsExtremes: true).render())
        #expect(try Sparkline(values: values).render() != Sparkline(values: [1, 2, 9, 3, 3, 0, 4]).render())
    }

    @Test func `the background may be clear, and the bytes are always the same`() throws {
        let spark = Sparkline(values: [1, 2, 3], background: .clear)
        #expect(try spark.render()[0, 0] == .clear)
        #expect(try Sparkline(values: [1, 2, 3]).render(theme: .dark)[0, 0] == ChartTheme.dark.background)
        #expect(try spark.png() == spark.png())
    }
}
