import RasterGraphics
import Testing

@Suite struct PathTests {
    @Test func `a flattened circle stays within the tolerance`() {
        for radius in [0.5, 3, 40, 900] {
            let circle = Path(circleAt: Point(x: 7, y: -3), radius: radius)
            let parts = PathFlattener(tolerance: 0.05).flatten(circle)
            #expect(parts.count == 1)
            for point in parts[0].points {
                let distance = ((point.x - 7) * (point.x - 7) + (point.y + 3) * (point.y + 3)).squareRoot()
                // The curve itself may be 0.03 % of the radius away from the circle.
                #expect(abs(distance - radius) < 0.05 + radius * 0.0003)
            }
        }
    }

    @Test func `an arc begins and ends at its angles`() {
        var arc = Path()
        arc.arc(center: Point(x: 0, y: 0), radius: 10, from: 0, to: .pi * 1.5)
        let points = PathFlattener().flatten(arc)[0].points
        #expect(abs(points[0].x - 10) < 1e-9 && abs(points[0].y) < 1e-9)
        let last = points[points.count - 1]
        #expect(abs(last.x) < 1e-9 && abs(last.y + 10) < 1e-9)
        #expect(points.allSatisfy { abs(($0.x * $0.x + $0.y * $0.y).squareRoot() - 10) < 0.01 })
    }

    @Test func `a quadratic curve passes its middle`() {
        var path = Path()
        path.move(to: Point(x: 0, y: 0))
        path.quadratic(control: Point(x: 10, y: 20), to: Point(x: 20, y: 0))
        let points = PathFlattener(tolerance: 0.001).flatten(path)[0].points
        #expect(points.contains { abs($0.x - 10) < 0.5 && abs($0.y - 10) < 0.05 })
    }

    @Test func `parts and closings are kept apart`() {
        var path = Path(Rect(x: 0, y: 0, width: 1, height: 1))
        path.move(to: Point(x: 5, y: 5))
        path.line(to: Point(x: 6, y: 6))
        let parts = PathFlattener().flatten(path)
        #expect(parts.map(\.isClosed) == [true, false])
        #expect(parts.map(\.points.count) == [4, 2])
    }

    @Test func `a rectangle knows what it shares with another`() {
        let a = Rect(x: 0, y: 0, width: 10, height: 10)
        #expect(a.intersection(Rect(x: 5, y: 6, width: 10, height: 10)) == Rect(x: 5, y: 6, width: 5, height: 4))
        #expect(!a.overlaps(Rect(x: 10, y: 0, width: 5, height: 5)))
        #expect(Rect(x: 0, y: 0, width: -4, height: 2).isEmpty)
    }
}
