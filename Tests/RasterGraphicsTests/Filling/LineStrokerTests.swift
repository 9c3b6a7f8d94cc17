import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct LineStrokerTests {
    private func line(_ points: (Double, Double)...) -> Path {
        var path = Path()
        for (x, y) in points { path.line(to: Point(x: x, y: y)) }
        return path
    }

    @Test func `a line of two pixels covers two rows exactly`() throws {
        let rows = try darkness(width: 10, height: 6) {
            $0.stroke(line((2, 3), (8, 3)), style: StrokeStyle(width: 2), color: .black)
        }
        for y in 0..<6 {
            for x in 0..<10 { #expect(rows[y][x] == ((2..<8).contains(x) && (2..<4).contains(y) ? 255 : 0)) }
        }
    }

    @Test func `square ends reach half a width further`() throws {
        let rows = try darkness(width: 12, height: 6) {
            $0.stroke(line((3, 3), (8, 3)), style: StrokeStyle(width: 4, cap: .square), color: .black)
        }
        #expect(rows[3] == [0] + Array(repeating: 255, count: 9) + [0, 0])
    }

    @Test func `a line without length is a dot with round ends and nothing with butt ends`() throws {
        let round = try darkness(width: 9, height: 9) {
            $0.stroke(line((4.5, 4.5), (4.5, 4.5)), style: StrokeStyle(width: 6, cap: .round), color: .black)
        }
        let area = Double(round.joined().reduce(0, +)) / 255
        #expect(abs(area - Double.pi * 9) < 0.6)
        let butt = try darkness(width: 9, height: 9) {
            $0.stroke(line((4.5, 4.5), (4.5, 4.5)), style: StrokeStyle(width: 6), color: .black)
        }
        #expect(butt.joined().allSatisfy { $0 == 0 })
    }

    @Test(arguments: [StrokeStyle.Join.miter, .round, .bevel])
    func `corners differ by their join`(join: StrokeStyle.Join) throws {
        let rows = try darkness(width: 20, height: 20) {
            $0.stroke(line((4, 16), (4, 4), (16, 4)), style: StrokeStyle(width: 6, join: join), color: .black)
        }
        // The outer corner pixel: whole for a pointed corner, empty for one cut off.
        switch join {
        case .miter: #expect(rows[1][1] == 255)
        case .round: #expect(rows[1][1] < 128)
        case .bevel: #expect(rows[1][1] == 0)
        }
        #expect(rows[4][4] == 255)
        #expect(rows[10][4] == 255)
        #expect(rows[4][10] == 255)
        #expect(rows[10][10] == 0)
    }

    @Test func `a sharp corner beyond the miter limit is cut off`() throws {
        let path = line((2, 4), (16, 5), (2, 6))
        let pointed = try darkness(width: 60, height: 10) {
            $0.stroke(path, style: StrokeStyle(width: 2, join: .miter, miterLimit: 100), color: .black)
        }
        let cut = try darkness(width: 60, height: 10) {
            $0.stroke(path, style: StrokeStyle(width: 2, join: .miter, miterLimit: 4), color: .black)
        }
        #expect(pointed[4][20] > 0)
        #expect(cut[4][20] == 0)
    }

    @Test func `a line that turns straight back stays as wide as it was`() throws {
        let rows = try darkness(width: 12, height: 6) {
            $0.stroke(line((2, 3), (8, 3), (4, 3)), style: StrokeStyle(width: 2, join: .bevel), color: .black)
        }
        #expect(rows[1].allSatisfy { $0 == 0 })
        #expect(rows[4].allSatisfy { $0 == 0 })
        #expect(rows[2][2...7].allSatisfy { $0 == 255 })
    }

    @Test func `a closed rectangle has a hole and equal corners`() throws {
        let rows = try darkness(width: 12, height: 12) {
            $0.stroke(
                Path(Rect(x: 2, y: 2, width: 8, height: 8)), style: StrokeStyle(width: 2, join: .miter), color: .black)
        }
        for y in 0..<12 {
            for x in 0..<12 {
                let isOuter = (1..<11).contains(x) && (1..<11).contains(y)
                let isHole = (3..<9).contains(x) && (3..<9).contains(y)
                #expect(rows[y][x] == (isOuter && !isHole ? 255 : 0))
            }
        }
    }

    @Test func `dashes alternate and begin with a dash`() throws {
        let rows = try darkness(width: 20, height: 2) {
            $0.stroke(line((0, 1), (20, 1)), style: StrokeStyle(width: 2, dashes: [3, 2]), color: .black)
        }
        for x in 0..<20 { #expect(rows[0][x] == (x % 5 < 3 ? 255 : 0)) }
    }

    @Test func `dashes of a line from far outside are where they would be without clipping`() throws {
        let rows = try darkness(width: 20, height: 2) {
            $0.stroke(line((-1_000_000, 1), (1e9, 1)), style: StrokeStyle(width: 2, dashes: [3, 2]), color: .black)
        }
        for x in 0..<20 { #expect(abs(rows[0][x] - (x % 5 < 3 ? 255 : 0)) <= 1) }
    }

    @Test func `unusable widths and dashes draw nothing or a full line`() throws {
        for width in [0.0, -3, .nan, .infinity] {
            let rows = try darkness(width: 8, height: 8) {
                $0.stroke(line((0, 4), (8, 4)), style: StrokeStyle(width: width), color: .black)
            }
            #expect(rows.joined().allSatisfy { $0 == 0 })
        }
        for dashes in [[0.0, 0], [-1, 2], [.nan], [1e-9]] {
            let rows = try darkness(width: 8, height: 8) {
                $0.stroke(line((0, 4), (8, 4)), style: StrokeStyle(width: 2, dashes: dashes), color: .black)
            }
            #expect(rows[4].allSatisfy { $0 == 255 })
        }
    }

    @Test func `a long zigzag covers about its length times its width`() throws {
        var generator = SeededGenerator(seed: 3)
        let points = (0..<9).map { Point(x: 10 + Double($0) * 22, y: Double.random(in: 20...180, using: &generator)) }
        var length = 0.0
        var path = Path()
        for (index, point) in points.enumerated() {
            path.line(to: point)
            if index > 0 {
                let before = points[index - 1]
                length += ((point.x - before.x) * (point.x - before.x) + (point.y - before.y) * (point.y - before.y))
                    .squareRoot()
            }
        }
        let rows = try darkness(width: 200, height: 200) {
            $0.stroke(path, style: StrokeStyle(width: 2), color: .black)
        }
        let area = Double(rows.joined().reduce(0, +)) / 255
        #expect(abs(area - length * 2) < length * 2 * 0.03)
    }
}
