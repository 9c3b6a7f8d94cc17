import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct PaletteTests {
    private static let themes = [ChartTheme.light, .dark]

    @Test(arguments: SimulatedVision.allCases)
    func `any two colours are told apart by everyone`(vision: SimulatedVision) {
        let least = vision == .full ? 0.12 : 0.08
        for theme in Self.themes {
            let seen = theme.palette.colors.map(vision.seen)
            for (index, color) in seen.enumerated() {
                for (other, second) in seen.enumerated().dropFirst(index + 1) {
                    #expect(color.distance(to: second) >= least, "\(index) and \(other)")
                }
            }
        }
    }

    @Test func `the simulation tells what is mixed up`() {
        // The classic pair, and a blue and green that people without blue cones mix up.
        let (red, green) = (Color(hex: 0xC0504D), Color(hex: 0x7F7F2A))
        #expect(SimulatedVision.full.seen(red).distance(to: SimulatedVision.full.seen(green)) > 0.12)
        let seen = SimulatedVision.deuteranopia
        #expect(seen.seen(red).distance(to: seen.seen(green)) < 0.08)
        for vision in SimulatedVision.allCases {
            #expect(vision.seen(.white).distance(to: OKLab(.white)) < 0.01)
        }
    }

    @Test func `every colour is seen on its theme's background`() {
        for theme in Self.themes {
            #expect(theme.palette.colors.count == 10)
            for color in theme.palette.colors {
                #expect(color.contrast(with: theme.background) >= 3, "\(color)")
                #expect(color.contrast(with: theme.plotBackground) >= 3, "\(color)")
            }
            #expect(theme.text.contrast(with: theme.background) >= 4.5)
            #expect(theme.mutedText.contrast(with: theme.background) >= 4.5)
        }
    }

    @Test func `the first eight have the hues of Okabe and Ito in a fixed order`() {
        let published: [UInt32] = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0xF0E442]
        for theme in Self.themes {
            for (color, hex) in zip(theme.palette.colors, published) {
                let (mine, theirs) = (OKLab(color), OKLab(Color(hex: hex)))
                if theirs.chroma < 0.01 {
                    #expect(mine.chroma < 0.02)
                } else {
                    // The cosine of the angle between the hues: less than 35 degrees.
                    let cosine = (mine.a * theirs.a + mine.b * theirs.b) / (mine.chroma * theirs.chroma)
                    #expect(cosine > 0.82, "\(color) \(theirs)")
                }
            }
        }
    }

    @Test func `after ten colours come dashes, so that forty series have their own look`() {
        for palette in [Palette.onLight, .onDark] {
            let looks = (0..<40).map { "\(palette.color(at: $0)) \(palette.dashes(at: $0))" }
            #expect(Set(looks).count == 40)
            #expect((0..<10).allSatisfy { palette.dashes(at: $0).isEmpty })
            #expect((10..<40).allSatisfy { !palette.dashes(at: $0).isEmpty })
            #expect(palette.color(at: .max) == palette.color(at: Int.max % 10) && palette.dashes(at: .min).isEmpty)
        }
    }

    @Test func `areas and dots of forty series have their own look, too`() {
        for palette in [Palette.onLight, .onDark] {
            let areas = (0..<40).map { "\(palette.color(at: $0)) \(String(describing: palette.hatching(at: $0)))" }
            let dots = (0..<40).map { "\(palette.color(at: $0)) \(DotShape(at: $0, in: palette))" }
            #expect(Set(areas).count == 40 && Set(dots).count == 40)
            #expect((0..<10).allSatisfy { palette.hatching(at: $0) == nil && DotShape(at: $0, in: palette) == .disc })
            #expect(palette.hatching(at: .min) == nil)
        }
    }
}
