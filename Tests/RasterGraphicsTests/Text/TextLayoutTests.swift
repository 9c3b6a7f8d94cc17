import RasterGraphics
import Testing

@Suite struct TextLayoutTests {
    private let font = Font(size: 12)

    @Test func `digits all have one width`() {
        let widths = Set((0...9).map { TextLayout(String($0), font: font).width })
        #expect(widths.count == 1)
    }

    @Test func `a longer text is wider and a larger font too`() {
        #expect(TextLayout("loss", font: font).width < TextLayout("losses", font: font).width)
        #expect(TextLayout("loss", font: font).width < TextLayout("loss", font: Font(size: 24)).width)
        #expect(TextLayout("", font: font).width == 0)
    }

    @Test func `a text that is too long ends in an ellipsis and fits`() {
        let long = String(repeating: "validation loss ", count: 40)
        for width in [0.0, 1, 5, 20, 100, 333] {
            let layout = TextLayout(long, font: font, maximumWidth: width)
            #expect(layout.width <= width)
            if layout.width > 0 {
                #expect(layout.text.hasSuffix("…"))
                #expect(!layout.text.hasSuffix(" …"))
                #expect(long.hasPrefix(layout.text.dropLast()))
            }
        }
        let whole = TextLayout("short", font: font)
        #expect(TextLayout("short", font: font, maximumWidth: whole.width).text == "short")
    }

    @Test func `every printable character of ASCII and the signs in use are drawn as themselves`() throws {
        func picture(_ text: String) throws -> [[Int]] {
            try darkness(width: 40, height: 40) {
                $0.draw(TextLayout(text, font: Font(size: 24)), at: Point(x: 8, y: 28), color: .black)
            }
        }
        let box = try picture("漢")
        #expect(box.joined().contains { $0 > 0 })
        var seen: [[[Int]]: Character] = [:]
        for character in (0x21...0x7E).compactMap(Unicode.Scalar.init).map(Character.init)
            + Array("°µαβγδεηθλπρσΔΣΩ−…±×")
        {
            let drawn = try picture(String(character))
            #expect(drawn != box, "\(character) is missing")
            #expect(drawn.joined().contains { $0 > 0 }, "\(character) is empty")
            // Only the upright line, and the bar at the same height, may look like another.
            if let other = seen[drawn] {
                #expect(Set([character, other]) == ["I", "l"], "\(character) looks like \(other)")
            }
            seen[drawn] = character
        }
        #expect(try picture("é") != picture("e"))
    }

    @Test func `line breaks and control characters do not break the line`() {
        let layout = TextLayout("a\nb\r\nc\td", font: font)
        #expect(layout.width == TextLayout("a b c d", font: font).width)
    }

    @Test func `text lies on the side of the point its alignment says`() throws {
        let layout = TextLayout("Ex", font: font)
        for (horizontal, columns) in [
            (TextAlignment.Horizontal.leading, 50..<100), (.trailing, 0..<50), (.center, 35..<65),
        ] {
            let rows = try darkness(width: 100, height: 40) {
                $0.draw(layout, at: Point(x: 50, y: 30), alignment: TextAlignment(horizontal), color: .black)
            }
            for row in rows {
                // A pen with a round end may touch the next pixel faintly.
                for (x, dark) in row.enumerated() where dark > 64 { #expect(columns.contains(x)) }
            }
        }
        let below = try darkness(width: 100, height: 40) {
            $0.draw(layout, at: Point(x: 50, y: 10), alignment: TextAlignment(.leading, .top), color: .black)
        }
        #expect(below[..<10].joined().allSatisfy { $0 == 0 })
        #expect(below[10].contains { $0 > 100 })
    }

    @Test func `text that runs upwards is the same picture turned`() throws {
        let layout = TextLayout("Loss 3", font: font)
        let flat = try darkness(width: 60, height: 60) {
            $0.draw(layout, at: Point(x: 5, y: 30), color: .black)
        }
        let upright = try darkness(width: 60, height: 60) {
            $0.draw(layout, at: Point(x: 30, y: 55), color: .black, direction: .upwards)
        }
        for y in 0..<60 {
            for x in 0..<60 { #expect(abs(flat[y][x] - upright[59 - x][y]) <= 1) }
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            String(repeating: "\u{200B}", count: 100_000), String(repeating: "\u{301}", count: 100_000),
            "e" + String(repeating: "\u{301}\u{323}\u{345}\u{334}", count: 25_000),
            String(repeating: "e" + String(repeating: "\u{301}", count: 99), count: 1_000),
            String(repeating: "\u{200B}\u{2060}\u{FEFF}\u{AD}", count: 25_000),
            String(repeating: "\u{5D0}\u{5B0}", count: 50_000), String(repeating: "👩‍👩‍👧‍👧", count: 14_000),
            String(repeating: "\u{1F1E6}", count: 100_000), String(repeating: "\u{E0041}", count: 100_000),
        ])
    func `a hundred thousand characters without any width are no more work than others`(hostile: String) throws {
        let start = ContinuousClock.now
        let word = String(repeating: "W", count: 40)
        for typeface in [Typeface.builtIn, .standard] {
            let font = Font(size: 12, typeface: typeface)
            for text in [hostile, word + hostile, word + hostile + word, hostile + word] {
                for width in [0, 100, TextLayout(word, font: font).width, .infinity] {
                    let layout = TextLayout(text, font: font, maximumWidth: width)
                    #expect(layout.width <= width)
                    #expect(layout.text.count <= TextLayout.maximumCharacters)
                }
            }
        }
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
