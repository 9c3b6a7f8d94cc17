import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct BlendingTests {
    private let all = Rect(x: 0, y: 0, width: 1, height: 1)

    private func blended(_ above: Color, over below: Color) throws -> Color? {
        var canvas = Canvas(try Pixmap(width: 1, height: 1, color: below))
        canvas.fill(all, color: above)
        return canvas.pixmap[0, 0]
    }

    @Test func `an opaque colour replaces, an invisible one changes nothing`() throws {
        #expect(try blended(Color(hex: 0x123456), over: .white) == Color(hex: 0x123456))
        #expect(try blended(.clear, over: Color(hex: 0x123456)) == Color(hex: 0x123456))
    }

    @Test func `half black over white is the middle gray`() throws {
        #expect(try blended(Color.black.withOpacity(0.5), over: .white) == Color(hex: 0x7F7F7F))
    }

    @Test func `a translucent colour over nothing keeps its colour and opacity`() throws {
        let color = Color(red: 200, green: 100, blue: 50, alpha: 77)
        #expect(try blended(color, over: .clear) == color)
    }

    @Test func `blending of random colours is within rounding of the formula`() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<500 {
            func random() -> Color {
                Color(
                    red: .random(in: 0...255, using: &generator), green: .random(in: 0...255, using: &generator),
                    blue: .random(in: 0...255, using: &generator), alpha: .random(in: 0...255, using: &generator))
            }
            let (above, below) = (random(), random())
            let result = try #require(try blended(above, over: below))
            let a = Double(above.alpha) / 255
            let b = Double(below.alpha) / 255
            let alpha = a + b * (1 - a)
            #expect(abs(Double(result.alpha) - alpha * 255) <= 1)
            if alpha > 0 {
                let red = (Double(above.red) * a + Double(below.red) * b * (1 - a)) / alpha
                #expect(abs(Double(result.red) - red) <= 1)
            }
        }
    }
}
