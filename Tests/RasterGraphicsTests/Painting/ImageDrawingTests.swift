import RasterGraphics
import Testing

@Suite struct ImageDrawingTests {
    /// Two columns: black and white.
    private func halves() throws -> Pixmap {
        try Pixmap(width: 2, height: 1, rgba: [0, 0, 0, 255, 255, 255, 255, 255])
    }

    private func reds(_ canvas: Canvas, row: Int = 0) -> [Int] {
        (0..<canvas.pixmap.width).map { Int(canvas.pixmap[$0, row]?.red ?? 0) }
    }

    @Test func `nearest keeps hard edges`() throws {
        var canvas = Canvas(try Pixmap(width: 6, height: 1, color: .white))
        canvas.draw(try halves(), in: canvas.clip, sampling: .nearest)
        #expect(reds(canvas) == [0, 0, 0, 255, 255, 255])
    }

    @Test func `smooth enlarging goes straight from one pixel to the next`() throws {
        var canvas = Canvas(try Pixmap(width: 4, height: 1, color: .white))
        canvas.draw(try halves(), in: canvas.clip)
        #expect(reds(canvas) == [0, 64, 191, 255])
    }

    @Test func `reducing takes the mean of what is covered`() throws {
        let source = try Pixmap(width: 3, height: 1, rgba: [30, 0, 0, 255, 90, 0, 0, 255, 240, 0, 0, 255])
        var canvas = Canvas(try Pixmap(width: 1, height: 1))
        canvas.draw(source, in: canvas.clip)
        #expect(reds(canvas) == [120])
    }

    @Test func `the colour of invisible pixels does not bleed in`() throws {
        let source = try Pixmap(width: 2, height: 1, rgba: [200, 10, 10, 255, 0, 255, 0, 0])
        var canvas = Canvas(try Pixmap(width: 1, height: 1))
        canvas.draw(source, in: canvas.clip)
        #expect(canvas.pixmap[0, 0] == Color(red: 200, green: 10, blue: 10, alpha: 128))
    }

    @Test func `only the visible part of a large place is drawn`() throws {
        var canvas = Canvas(try Pixmap(width: 4, height: 4, color: .white))
        canvas.clip = Rect(x: 1, y: 1, width: 2, height: 2)
        canvas.draw(
            try halves(), in: Rect(x: -1_000_000, y: -1_000, width: 2_000_000, height: 2_000), sampling: .nearest)
        #expect(reds(canvas, row: 0) == [255, 255, 255, 255])
        #expect(reds(canvas, row: 1) == [255, 255, 255, 255])
        canvas.draw(try halves(), in: Rect(x: 0, y: 0, width: 1e300, height: 4))
        canvas.draw(try halves(), in: Rect(x: .nan, y: 0, width: 4, height: 4))
        #expect(reds(canvas, row: 1) == [255, 255, 255, 255])
    }
}
