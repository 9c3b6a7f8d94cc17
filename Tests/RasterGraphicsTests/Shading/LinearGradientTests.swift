import RasterGraphics
import Testing

@Suite struct LinearGradientTests {
    private let stops = [
        LinearGradient.Stop(offset: 0, color: .black), .init(offset: 0.5, color: Color(hex: 0xFF0000)),
        .init(offset: 1, color: .white),
    ]

    @Test func `colours change evenly between stops and go on beyond them`() throws {
        let gradient = try LinearGradient(from: Point(x: 0, y: 0), to: Point(x: 8, y: 0), stops: stops)
        #expect(gradient.color(atOffset: 0.25) == Color(hex: 0x800000))
        #expect(gradient.color(atOffset: 0.75) == Color(hex: 0xFF8080))
        for (offset, color) in [
            (-3.0, Color.black), (.nan, .black), (0.5, Color(hex: 0xFF0000)), (1, .white), (9, .white),
        ] {
            #expect(gradient.color(atOffset: offset) == color)
        }
        #expect(gradient.color(at: Point(x: 2, y: 77)) == Color(hex: 0x800000), "across the way nothing changes")
    }

    @Test func `a filled path has the colour of each pixel's middle`() throws {
        let gradient = try LinearGradient(
            from: Point(x: 0, y: 0), to: Point(x: 0, y: 4),
            stops: [.init(offset: 0, color: .black), .init(offset: 1, color: .white)])
        var canvas = Canvas(try Pixmap(width: 2, height: 4, color: Color(hex: 0x00FF00)))
        canvas.fill(Path(Rect(x: 0, y: 0, width: 1, height: 4)), gradient: gradient)
        #expect((0..<4).map { canvas.pixmap[0, $0]?.red } == [32, 96, 159, 223])
        #expect(canvas.pixmap[1, 1] == Color(hex: 0x00FF00))
    }

    @Test func `two stops at one place make a hard edge, an invisible one keeps its colour to itself`() throws {
        let hard = try LinearGradient(
            from: Point(x: 0, y: 0), to: Point(x: 1, y: 0),
            stops: [.init(offset: 0.5, color: .black), .init(offset: 0.5, color: .white)])
        #expect(hard.color(atOffset: 0.499) == .black)
        #expect(hard.color(atOffset: 0.5) == .white)
        let fading = try LinearGradient(
            from: Point(x: 0, y: 0), to: Point(x: 1, y: 0),
            stops: [.init(offset: 0, color: Color(hex: 0xC80A0A)), .init(offset: 1, color: .clear)])
        #expect(fading.color(atOffset: 0.5) == Color(red: 200, green: 10, blue: 10, alpha: 128))
    }

    @Test func `gradients that lead nowhere are refused`() {
        let (a, b) = (Point(x: 0, y: 0), Point(x: 1, y: 0))
        let many = (0...LinearGradient.maximumStops).map { _ in LinearGradient.Stop(offset: 0, color: .black) }
        for (from, to, stops) in [
            (a, a, stops), (a, Point(x: .nan, y: 0), stops), (a, b, [stops[0]]), (a, b, []), (a, b, stops.reversed()),
            (a, b, [.init(offset: -1, color: .black), .init(offset: 1, color: .black)]), (a, b, many),
        ] {
            #expect(throws: RasterError.self) { try LinearGradient(from: from, to: to, stops: stops) }
        }
    }
}
