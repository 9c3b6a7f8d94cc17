import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct CoverageTests {
    @Test func `a half-covered pixel is half dark`() throws {
        let rows = try darkness(width: 4, height: 3) { canvas in
            canvas.fill(Rect(x: 0.5, y: 0, width: 2, height: 2.5), color: .black)
        }
        #expect(rows[0] == [128, 255, 128, 0])
        #expect(rows[2] == [64, 128, 64, 0])
    }

    @Test func `a triangle covers exactly half of the pixels on its diagonal`() throws {
        var triangle = Path()
        triangle.move(to: Point(x: 0, y: 0))
        triangle.line(to: Point(x: 4, y: 4))
        triangle.line(to: Point(x: 0, y: 4))
        triangle.close()
        let rows = try darkness(width: 4, height: 4) { $0.fill(triangle, color: .black) }
        for y in 0..<4 {
            for x in 0..<4 { #expect(rows[y][x] == (x == y ? 128 : x < y ? 255 : 0)) }
        }
    }

    @Test func `a flat edge across many pixels gives each its share`() throws {
        // From (0, 0) to (8, 1): pixel x is covered above the edge by (x + 0.5) / 8 of its area below it.
        var shape = Path()
        shape.move(to: Point(x: 0, y: 0))
        shape.line(to: Point(x: 8, y: 1))
        shape.line(to: Point(x: 8, y: 0))
        shape.close()
        let rows = try darkness(width: 8, height: 1) { $0.fill(shape, color: .black) }
        for x in 0..<8 {
            #expect(abs(Double(rows[0][x]) - 255 * (Double(x) + 0.5) / 8) <= 1)
        }
    }

    @Test func `the covered areas of random convex shapes sum to their area`() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let width = Double.random(in: 0.3...20, using: &generator)
            let height = Double.random(in: 0.3...20, using: &generator)
            let x = Double.random(in: 1...10, using: &generator)
            let y = Double.random(in: 1...10, using: &generator)
            var diamond = Path()
            diamond.move(to: Point(x: x, y: y + height / 2))
            diamond.line(to: Point(x: x + width / 2, y: y))
            diamond.line(to: Point(x: x + width, y: y + height / 2))
            diamond.line(to: Point(x: x + width / 2, y: y + height))
            diamond.close()
            let rows = try darkness(width: 32, height: 32) { $0.fill(diamond, color: .black) }
            let sum = Double(rows.joined().reduce(0, +)) / 255
            // Each of the pixels on the edge is rounded by at most half of 1/255.
            #expect(abs(sum - width * height / 2) < 0.25, "seed 11: \(x) \(y) \(width) \(height)")
        }
    }

    @Test func `nonzero fills what is wound twice, even-odd leaves it free`() throws {
        var path = Path(Rect(x: 0, y: 0, width: 6, height: 6))
        path.append(Path(Rect(x: 2, y: 2, width: 2, height: 2)))
        let nonZero = try darkness(width: 6, height: 6) { $0.fill(path, color: .black) }
        let evenOdd = try darkness(width: 6, height: 6) { $0.fill(path, color: .black, rule: .evenOdd) }
        #expect(nonZero[3][3] == 255)
        #expect(evenOdd[3][3] == 0)
        #expect(evenOdd[0][0] == 255)
        #expect(evenOdd[5][3] == 255)
    }

    @Test func `a shape reaching out of the picture on all sides covers it wholly`() throws {
        for reach in [10.0, 1e6, 1e300] {
            let rows = try darkness(width: 40, height: 5) { canvas in
                canvas.fill(Rect(x: -reach, y: -reach, width: 2 * reach + 40, height: 2 * reach + 5), color: .black)
            }
            #expect(rows.joined().allSatisfy { $0 == 255 }, "reach \(reach)")
        }
    }

    @Test func `nothing is painted outside the clip`() throws {
        let rows = try darkness(width: 10, height: 10) { canvas in
            canvas.clip = Rect(x: 2, y: 3, width: 4, height: 5)
            canvas.fill(Path(circleAt: Point(x: 5, y: 5), radius: 30), color: .black)
        }
        for y in 0..<10 {
            for x in 0..<10 {
                #expect(rows[y][x] == ((2..<6).contains(x) && (3..<8).contains(y) ? 255 : 0))
            }
        }
    }

    @Test func `a clip cuts a slanted shape without changing what is inside`() throws {
        let circle = Path(circleAt: Point(x: 21.3, y: 18.7), radius: 14.2)
        let whole = try darkness(width: 50, height: 40) { $0.fill(circle, color: .black) }
        let cut = try darkness(width: 50, height: 40) { canvas in
            canvas.clip = Rect(x: 17, y: 9, width: 9, height: 21)
            canvas.fill(circle, color: .black)
        }
        for y in 0..<40 {
            for x in 0..<50 {
                let inside = (17..<26).contains(x) && (9..<30).contains(y)
                #expect(abs(cut[y][x] - (inside ? whole[y][x] : 0)) <= 1)
            }
        }
    }

    @Test func `coordinates that are not finite are left out without harm`() throws {
        var path = Path()
        path.move(to: Point(x: 0, y: 0))
        path.line(to: Point(x: .nan, y: 1))
        path.line(to: Point(x: 4, y: 0))
        path.cubic(Point(x: .infinity, y: 0), Point(x: 0, y: 0), to: Point(x: 1, y: 1))
        path.line(to: Point(x: 4, y: 4))
        path.line(to: Point(x: 0, y: 4))
        path.close()
        let rows = try darkness(width: 4, height: 4) { $0.fill(path, color: .black) }
        #expect(rows.joined().allSatisfy { $0 == 255 })
    }
}
