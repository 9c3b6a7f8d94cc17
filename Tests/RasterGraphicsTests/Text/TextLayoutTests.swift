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

    @Test func `text that rises has its ink along the diagonal, as much as text that lies`() throws {
        let layout = TextLayout("HHHHHHHH", font: font)
        func picture(_ direction: TextDirection) throws -> [[Int]] {
            try darkness(width: 120, height: 120) {
                $0.draw(layout, at: Point(x: 10, y: 110), color: .black, direction: direction)
            }
        }
        let rising = try picture(.rising)
        let lying = try picture(.rightwards).joined().reduce(0, +)
        let thickness = font.capitalHeight * 2.0.squareRoot() + 3
        for y in 0..<120 {
            // The baseline goes through the points whose places add up to 120; the letters stand left of it.
            for x in 0..<120 where rising[y][x] > 0 {
                #expect(Double(x + y) <= 122 && Double(x + y) >= 118 - thickness)
            }
        }
        let ink = rising.joined().reduce(0, +)
        #expect(abs(ink - lying) < lying / 10)
    }

    @Test func `a halo covers what lies around a text, and not the text`() throws {
        let layout = TextLayout("8", font: font)
        func picture(_ halo: TextHalo?) throws -> [[Int]] {
            try darkness(width: 40, height: 40) {
                $0.fill(Rect(x: 0, y: 24, width: 40, height: 2), color: .black)
                $0.draw(layout, at: Point(x: 15, y: 30), color: .black, halo: halo)
            }
        }
        let (bare, haloed) = (try picture(nil), try picture(TextHalo(color: .white, radius: 3)))
        #expect(bare[24][14] == 255 && haloed[24][14] == 0)
        #expect(haloed[24][2] == 255 && haloed[24][38] == 255)
        #expect(haloed[29] == bare[29])
    }

    @Test(
        .timeLimit(.minutes(5)),
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
