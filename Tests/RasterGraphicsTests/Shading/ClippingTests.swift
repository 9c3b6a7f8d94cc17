import RasterGraphics
import Testing

@Suite struct ClippingTests {
    private let circle = Path(circleAt: Point(x: 20, y: 20), radius: 12.3)

    @Test func `what is painted inside a path is the path filled`() throws {
        let filled = try darkness(width: 40, height: 40) { $0.fill(circle, color: .black) }
        let clipped = try darkness(width: 40, height: 40) { canvas in
            canvas.clipped(to: circle) { $0.fill(Rect(x: 0, y: 0, width: 40, height: 40), color: .black) }
        }
        #expect(clipped == filled)
    }

    @Test func `clips are cut with each other and end with their block`() throws {
        let rows = try darkness(width: 40, height: 40) { canvas in
            let whole = canvas.clip
            canvas.clip = Rect(x: 0, y: 0, width: 40, height: 25)
            canvas.clipped(to: Path(Rect(x: 5, y: 5, width: 30, height: 30))) { canvas in
                canvas.clipped(to: circle) { canvas in
                    canvas.fill(Rect(x: 0, y: 0, width: 20, height: 40), color: .black)
                }
            }
            canvas.clip = whole
            canvas.fill(Rect(x: 38, y: 38, width: 2, height: 2), color: .black)
        }
        #expect(rows[20][15] == 255)
        #expect(rows[20][25] == 0, "right of the rectangle")
        #expect(rows[28][15] == 0, "below the clip")
        #expect(rows[6][6] == 0, "outside the circle")
        #expect(rows[39][39] == 255, "after the blocks all is open")
    }

    @Test func `the rule says what is inside, and half a pixel is half open`() throws {
        var ring = Path(Rect(x: 2, y: 2, width: 10.5, height: 10))
        ring.append(Path(Rect(x: 4, y: 4, width: 4, height: 4)))
        let rows = try darkness(width: 16, height: 16) { canvas in
            canvas.clipped(to: ring, rule: .evenOdd) {
                $0.fill(Rect(x: 0, y: 0, width: 16, height: 16), color: .black)
            }
        }
        #expect(rows[5][5] == 0)
        #expect(rows[3][3] == 255)
        #expect(rows[3][12] == 128)
    }

    @Test func `an error in the block leaves the clip as it was`() throws {
        struct Stop: Error {}
        var canvas = Canvas(try Pixmap(width: 4, height: 4, color: .white))
        #expect(throws: Stop.self) {
            try canvas.clipped(to: Path(Rect(x: 0, y: 0, width: 1, height: 1))) { _ throws(Stop) in throw Stop() }
        }
        canvas.fill(Rect(x: 0, y: 0, width: 4, height: 4), color: .black)
        #expect(canvas.pixmap[3, 3] == .black)
    }
}
