import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct WholePixelTests {
    @Test func `a rectangle between pixels is filled as its path is`() throws {
        var generator = SeededGenerator(seed: 41)
        for round in 0..<200 {
            var expected = Canvas(try Pixmap(width: 40, height: 30, color: .white))
            expected.clip = Rect(x: 3, y: 2, width: Double(Int.random(in: 0...50, using: &generator)), height: 25)
            var actual = expected
            func number(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &generator)) }
            let rect = Rect(x: number(-20...45), y: number(-20...35), width: number(0...60), height: number(0...60))
            let color = Color(hex: 0x3366CC).withOpacity(number(0...4) / 4)
            if round % 2 == 0 {
                expected.fill(Path(rect), color: color)
                actual.fill(rect, color: color)
            } else {
                let circle = Path(circleAt: Point(x: 18, y: 14), radius: 11.3)
                expected.clipped(to: circle) { $0.fill(Path(rect), color: color) }
                actual.clipped(to: circle) { $0.fill(rect, color: color) }
            }
            #expect(actual.pixmap == expected.pixmap, "round \(round)")
        }
    }

    @Test func `rectangles as large as numbers go fill the canvas`() throws {
        for (start, size) in [(-1e300, 2e300), (-1e9, 2e9), (-1e12, 2e12)] {
            var canvas = Canvas(try Pixmap(width: 5, height: 4, color: .white))
            canvas.fill(Rect(x: start, y: start, width: size, height: size), color: .black)
            #expect(canvas.pixmap == (try Pixmap(width: 5, height: 4, color: .black)), "from \(start)")
        }
    }
}
