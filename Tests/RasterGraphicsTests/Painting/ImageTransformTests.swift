import RasterGraphics
import Testing

@Suite struct ImageTransformTests {
    private func checks(_ side: Int) throws -> Pixmap {
        try Pixmap(
            width: side, height: side,
            rgba: (0..<side * side).flatMap { index -> [UInt8] in
                let level: UInt8 = (index / side + index % side) % 2 == 0 ? 0 : 255
                return [level, level, level, 255]
            })
    }

    @Test func `moving and scaling by whole pixels is the same as drawing in a rectangle`() throws {
        for sampling in [ImageSampling.nearest, .bilinear, .smooth, .area] {
            var (moved, placed) = (Canvas(try Pixmap(width: 30, height: 30)), Canvas(try Pixmap(width: 30, height: 30)))
            moved.draw(
                try checks(4), transform: .scale(x: 5, y: 5).then(.translation(x: 6, y: 7)), sampling: sampling)
            placed.draw(try checks(4), in: Rect(x: 6, y: 7, width: 20, height: 20), sampling: sampling)
            #expect(moved.pixmap == placed.pixmap, "\(sampling)")
        }
    }

    @Test func `a quarter turn moves every pixel to its place`() throws {
        let source = try Pixmap(width: 2, height: 1, rgba: [255, 0, 0, 255, 0, 0, 255, 255])
        var canvas = Canvas(try Pixmap(width: 1, height: 2))
        canvas.draw(source, transform: .rotation(by: .pi / 2).then(.translation(x: 1, y: 0)), sampling: .nearest)
        #expect(canvas.pixmap[0, 0] == Color(hex: 0xFF0000))
        #expect(canvas.pixmap[0, 1] == Color(hex: 0x0000FF))
    }

    @Test func `made smaller, a fine pattern is gray and not one of its colours`() throws {
        for sampling in [ImageSampling.area, .smooth] {
            var canvas = Canvas(try Pixmap(width: 8, height: 8, color: .white))
            canvas.draw(try checks(64), transform: .scale(x: 0.125, y: 0.125), sampling: sampling)
            #expect((120...135).contains(Int(canvas.pixmap[3, 4]?.red ?? 0)), "\(sampling)")
            canvas.draw(try checks(64), in: canvas.clip, sampling: sampling)
            #expect((120...135).contains(Int(canvas.pixmap[3, 4]?.red ?? 0)), "\(sampling)")
        }
    }

    @Test func `the mean of areas keeps hard edges when made larger`() throws {
        let source = try Pixmap(width: 2, height: 1, rgba: [0, 0, 0, 255, 255, 255, 255, 255])
        var canvas = Canvas(try Pixmap(width: 5, height: 1, color: .white))
        canvas.draw(source, in: canvas.clip, sampling: .area)
        #expect((0..<5).map { canvas.pixmap[$0, 0]?.red } == [0, 0, 128, 255, 255])
    }

    @Test func `transforms without an inverse or with huge numbers do no harm`() throws {
        var canvas = Canvas(try Pixmap(width: 5, height: 5, color: .white))
        for transform in [
            Transform.scale(x: 0, y: 1), .scale(x: .nan, y: 1), .translation(x: 1e300, y: 0),
            .scale(x: 1e-300, y: 1e-300), Transform(xx: 1, xy: 2, yx: 2, yy: 4, dx: 0, dy: 0),
        ] { canvas.draw(try checks(4), transform: transform) }
        #expect(canvas.pixmap == (try Pixmap(width: 5, height: 5, color: .white)))
        canvas.draw(try checks(2), transform: .scale(x: 1e12, y: 1e12).then(.translation(x: -1, y: -1)))
        #expect(canvas.pixmap[2, 2] == .black)
    }
}
