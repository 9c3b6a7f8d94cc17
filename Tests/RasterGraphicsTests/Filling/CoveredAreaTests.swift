import RasterGraphics
import RegistryTestKit
import Testing

/// What is covered, summed over all pixels, is the shape's area as geometry computes it.
@Suite struct CoveredAreaTests {
    /// What chords that stay within `distance` of a curve leave out of its area at most: two thirds of that along its length.
    private func chordLoss(within distance: Double, along length: Double) -> Double { 2 / 3 * distance * length }

    /// Each pixel at the edge is rounded by at most half of 1/255.
    private func coveredArea(_ paint: (inout Canvas) -> Void) throws -> Double {
        Double(try darkness(width: 64, height: 64, paint: paint).joined().reduce(0, +)) / 255
    }

    @Test func `random polygons that do not cross themselves cover their area`() throws {
        let seed: UInt64 = 41
        var generator = SeededGenerator(seed: seed)
        for round in 0..<200 {
            // Points around a middle at growing angles make a star, which never crosses itself.
            let count = Int.random(in: 3...12, using: &generator)
            let turn = Double.random(in: 0..<1, using: &generator)
            let points = (0..<count).map { index in
                let radius = Double.random(in: 4...30, using: &generator)
                return Transform.scale(x: radius, y: radius)
                    .then(.rotation(by: (Double(index) / Double(count) + turn) * 2 * .pi))
                    .then(.translation(x: 32, y: 32)).apply(to: Point(x: 1, y: 0))
            }
            var twice = 0.0
            for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) { twice += a.x * b.y - b.x * a.y }
            var path = Path()
            for point in points { path.line(to: point) }
            path.close()
            for rule in [FillRule.nonZero, .evenOdd] {
                let covered = try coveredArea { $0.fill(path, color: .black, rule: rule) }
                #expect(abs(covered - abs(twice) / 2) < 0.4, "seed \(seed), round \(round), \(rule)")
            }
        }
    }

    @Test func `circles and ellipses cover their area, wherever they lie between the pixels`() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<60 {
            let center = Point(x: .random(in: 30...34, using: &generator), y: .random(in: 30...34, using: &generator))
            let (a, b) = (
                Double.random(in: 0.4...28, using: &generator), Double.random(in: 0.4...28, using: &generator)
            )
            let covered = try coveredArea {
                $0.fill(Path(ellipseAt: center, radiusX: a, radiusY: b), color: .black)
            }
            let loss = chordLoss(within: 0.05, along: 2 * .pi * max(a, b))
            #expect(abs(covered - .pi * a * b) < loss + 0.2, "\(center) \(a) \(b)")
        }
    }

    @Test func `parts of circles cover their part`() throws {
        for (start, end) in [(0.0, 1.0), (1, -2), (0.3, 6), (-4, 4), (100, 101.5)] {
            var sector = Path()
            sector.move(to: Point(x: 32, y: 32))
            sector.arc(center: Point(x: 32, y: 32), radius: 25, from: start, to: end)
            sector.close()
            let turn = min(abs(end - start), 2 * .pi)
            let covered = try coveredArea { $0.fill(sector, color: .black) }
            let loss = chordLoss(within: 0.05, along: 25 * turn)
            #expect(abs(covered - turn / 2 * 625) < loss + 0.2, "\(start) \(end)")
        }
    }

    @Test func `a stroke with round ends covers its length times its width and one circle`() throws {
        let seed: UInt64 = 43
        var generator = SeededGenerator(seed: seed)
        for round in 0..<200 {
            let width = Double.random(in: 0.5...9, using: &generator)
            func point() -> Point {
                Point(x: .random(in: 8...56, using: &generator), y: .random(in: 8...56, using: &generator))
            }
            let (from, to) = (point(), point())
            let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
            var path = Path()
            path.move(to: from)
            path.line(to: to)
            for (cap, ends) in [
                (StrokeStyle.Cap.round, .pi * width * width / 4), (.square, width * width), (.butt, 0),
            ] {
                let covered = try coveredArea {
                    $0.stroke(path, style: StrokeStyle(width: width, cap: cap), color: .black)
                }
                let loss = cap == .round ? chordLoss(within: 0.02, along: .pi * width) : 0
                #expect(abs(covered - width * length - ends) < loss + 0.1, "seed \(seed), round \(round), \(cap)")
            }
        }
    }

    @Test func `the stroke of a circle covers a ring`() throws {
        for (radius, width) in [(20.0, 1.5), (12.3, 6), (25, 10)] {
            let covered = try coveredArea {
                $0.stroke(
                    Path(circleAt: Point(x: 32.2, y: 31.7), radius: radius), style: StrokeStyle(width: width),
                    color: .black)
            }
            #expect(abs(covered - 2 * .pi * radius * width) < 0.03 * 2 * .pi * radius, "\(radius) \(width)")
        }
    }
}
