import RasterGraphics
import Testing

@testable import ChartRendering

/// Parallel coordinates with more axes or notes than there is room for.
@Suite struct CrowdedAxesTests {
    private func chart(_ count: Int) -> ParallelCoordinates {
        ParallelCoordinates(
            axes: (0..<count).map { ParallelAxis("parameter_\($0)", numbers: [0.125, Double($0), nil]) },
            colorAxis: count - 1)
    }

    @Test(arguments: [(64, 800), (64, 400), (30, 800), (16, 400)])
    func `Names of many axes are turned, never over each other, and what has no room is said`(count: Int, width: Int)
        throws
    {
        let size = try ChartSize(width: width, height: 500)
        let chart = chart(count)
        let outer = ChartLayout(chart, size: size)
        let inner = ParallelCoordinatesLayout(chart, in: outer)
        #expect(inner.turnsTitles)
        let named = inner.axes.filter { $0.title.width > 0 }
        #expect(named.count > 10 && named.first?.title.text == "parameter_0")
        for (one, next) in zip(named, named.dropFirst()) {
            #expect(next.x - one.x >= one.title.font.capitalHeight + 2 * outer.metrics.unit)
        }
        for axis in named { #expect(axis.titlePoint.y - axis.title.width >= outer.plot.y) }
        if named.count < count { #expect(inner.hint?.text.text.contains("named") == true) }
        if inner.labelWidth == 0 { #expect(inner.hint?.text.text.contains("no room for the axes' numbers") == true) }
        #expect(inner.area.height > 100)
    }

    @Test func `Few axes have their names and numbers as ever`() throws {
        let chart = chart(6)
        let inner = ParallelCoordinatesLayout(chart, in: ChartLayout(chart, size: .standard))
        #expect(!inner.turnsTitles && inner.hint == nil && inner.labelWidth > 0)
    }

    @Test(arguments: [400, 500, 800]) func `Notes below axes never run into each other`(width: Int) throws {
        let nothing: [Double?] = [nil, .nan, -1, 5, .infinity]
        let chart = ParallelCoordinates(
            axes: (0..<7).map { ParallelAxis("p\($0)", numbers: nothing, scale: .logarithmic) })
        let size = try ChartSize(width: width, height: 300)
        let layout = ChartLayout(chart, size: size)
        let canvas = try ChartPainter(chart: chart, layout: layout, theme: .light, legend: []).canvas(
            collectsTexts: true)
        let texts = (canvas.collectedTexts ?? []).filter {
            $0.frame.y > layout.plot.midY && $0.frame.maxY < layout.plot.maxY
        }
        #expect(!texts.isEmpty)
        for (index, one) in texts.enumerated() {
            for other in texts.dropFirst(index + 1) where abs(one.frame.midY - other.frame.midY) < 2 {
                let (left, right) = one.frame.x < other.frame.x ? (one, other) : (other, one)
                #expect(left.frame.maxX <= right.frame.x, "\(left.text) and \(right.text)")
            }
        }
    }

    @Test func `The bar of colours says what it stands for`() throws {
        let layout = ChartLayout(chart(5), size: .standard)
        let label = try #require(layout.colorScale?.label)
        #expect(label.text.text == "parameter_4")
        #expect(label.point.x < layout.bounds.width && label.point.x - layout.plot.maxX > 30)
    }
}
