import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct ColorMixingTests {
    @Test func `a mixture begins at one colour and ends at the other`() {
        let one = Color(red: 10, green: 200, blue: 0, alpha: 255)
        let other = Color(red: 20, green: 100, blue: 255, alpha: 55)
        #expect(one.mixed(with: other, part: 0) == one && one.mixed(with: other, part: -3) == one)
        #expect(one.mixed(with: other, part: 1) == other && one.mixed(with: other, part: .infinity) == other)
        #expect(one.mixed(with: other, part: .nan) == one)
        #expect(one.mixed(with: other, part: 0.5) == Color(red: 15, green: 150, blue: 128, alpha: 155))
    }

    @Test func `text is white on dark colours and black on light ones`() {
        #expect(Color(hex: 0x440154).readableText == .white && Color(hex: 0x0000FF).readableText == .white)
        #expect(Color(hex: 0xFDE725).readableText == .black && Color.white.readableText == .black)
    }
}
