import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct DotCrowdTests {
    private let plot = Rect(x: 10, y: 20, width: 200, height: 150)

    private func picture(_ layer: DotLayer) throws -> Pixmap {
        var canvas = Canvas(try Pixmap(width: 230, height: 190, color: .white))
        layer.paint(on: &canvas)
        return canvas.pixmap
    }

    @Test(arguments: [DotShape.disc, .ring, .square, .diamond], [true, false])
    func `A crowd looks like its dots one by one`(shape: DotShape, hasValues: Bool) throws {
        // Places of whole pixels, some of them outside, of a radius that moves none.
        let points = (0..<400).map { Point(x: Double(($0 * 37) % 260), y: Double(($0 * 53) % 210)) }
        let stamp = DotStamp(radius: 20, shape: shape)
        var single = DotLayer(over: plot)
        var crowded = DotLayer(over: plot)
        var crowd = crowded.crowd(of: stamp)
        for (index, point) in points.enumerated() {
            let value = hasValues ? Double(index % 5) / 4 : nil
            single.add(stamp, at: point, value: value)
            crowd.add(point, value: value)
        }
        crowded.add(crowd, hasValues: hasValues)
        if hasValues {
            single.lay(.viridis, opacity: .glass(0.02))
            crowded.lay(.viridis, opacity: .glass(0.02))
        } else {
            single.lay(.black, opacity: .adaptive)
            crowded.lay(.black, opacity: .adaptive)
        }
        let (expected, found) = (try picture(single), try picture(crowded))
        var worst = 0
        for row in 0..<expected.height {
            for column in 0..<expected.width {
                guard let one = expected[column, row], let other = found[column, row] else { continue }
                worst = max(
                    worst, abs(Int(one.red) - Int(other.red)), abs(Int(one.green) - Int(other.green)),
                    abs(Int(one.blue) - Int(other.blue)))
            }
        }
        // Sums of fractions may be rounded differently.
        #expect(worst <= 1)
        #expect(expected != (try Pixmap(width: 230, height: 190, color: .white)))
    }

    @Test func `A crowd costs the outlines of its dots, and few large or many small dots are none`() {
        let large = DotStamp(radius: 128)
        #expect(large.edges.count * 20 < large.side * large.side)
        #expect(DotCrowd.isWanted(1_000_000, large) && !DotCrowd.isWanted(1_000, large))
        #expect(!DotCrowd.isWanted(1_000_000, DotStamp(radius: 1.5 * 4)))
    }

    @Test func `Dots far outside, or nowhere, are passed over`() {
        var layer = DotLayer(over: plot)
        var crowd = layer.crowd(of: DotStamp(radius: 20))
        for place in [-1e300, -500, 500, 1e300, .infinity, .nan] {
            crowd.add(Point(x: place, y: 50))
            crowd.add(Point(x: 50, y: place))
        }
        var count = 0
        crowd.forEachPixel { _, _, _ in count += 1 }
        #expect(count == 0)
        layer.add(crowd, hasValues: false)
    }
}
