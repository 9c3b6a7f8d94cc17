import RasterGraphics
import Testing

@testable import ChartRendering

@Suite struct ColorMapTests {
    private static let sequential: [(name: String, map: ColorMap)] =
        [("ink", .ink), ("ink on dark", .inkOnDark)]
        + Palette.onLight.colors.map { ("shades on light", .shades(of: $0, on: ChartTheme.light.background)) }
        + Palette.onDark.colors.map { ("shades on dark", .shades(of: $0, on: ChartTheme.dark.background)) }
        + [("yellow on white", .shades(of: Color(hex: 0xF0E442), on: .white))]
    private static let diverging: [(name: String, map: ColorMap)] =
        [("diverging", .diverging), ("diverging on dark", .divergingOnDark)]
    private static let all = sequential + diverging

    private func lightness(_ map: ColorMap, in vision: SimulatedVision = .full, steps: Int = 256) -> [Double] {
        (0...steps).map { vision.seen(map.color(at: Double($0) / Double(steps))).lightness }
    }

    /// Rounding to 256 levels a channel takes and gives this much lightness.
    private let rounding = 0.002

    @Test(arguments: SimulatedVision.allCases)
    func `sequential maps become steadily darker or lighter for everyone`(vision: SimulatedVision) {
        for (name, map) in Self.sequential {
            let values = lightness(map, in: vision)
            let sign: Double = values[0] < values[256] ? 1 : -1
            #expect(zip(values, values.dropFirst()).allSatisfy { ($1 - $0) * sign > -rounding }, "\(name)")
            let coarse = stride(from: 0, through: 256, by: 16).map { values[$0] }
            #expect(zip(coarse, coarse.dropFirst()).allSatisfy { ($1 - $0) * sign > 0.005 }, "\(name) \(coarse)")
            #expect(abs(values[256] - values[0]) > 0.4, "\(name)")
        }
    }

    @Test func `maps with a middle change direction there and nowhere else`() {
        for (name, map) in Self.diverging {
            let values = lightness(map)
            let sign: Double = values[0] < values[128] ? 1 : -1
            for (index, pair) in zip(values, values.dropFirst()).enumerated() {
                #expect((pair.1 - pair.0) * sign * (index < 128 ? 1 : -1) > -rounding, "\(name) \(index)")
            }
            #expect(abs(values[0] - values[256]) < 0.01, "\(name)")
            #expect(OKLab(map.color(at: 0.5)).chroma < 0.02, "\(name)")
        }
    }

    @Test func `equal steps look equally different`() {
        for (name, map) in [("ink", ColorMap.ink)] + Self.diverging {
            let places = (0...32).map { OKLab(map.color(at: Double($0) / 32)) }
            let steps = zip(places, places.dropFirst()).map { $0.distance(to: $1) }
            let mean = steps.reduce(0, +) / Double(steps.count)
            #expect(steps.allSatisfy { abs($0 / mean - 1) < 0.2 }, "\(name) \(steps)")
        }
    }

    @Test(arguments: SimulatedVision.allCases)
    func `both sides of a middle are told apart by everyone`(vision: SimulatedVision) {
        for (name, map) in Self.diverging {
            for part in [0.0, 0.1, 0.2, 0.3] {
                let (low, high) = (vision.seen(map.color(at: part)), vision.seen(map.color(at: 1 - part)))
                #expect(low.distance(to: high) > 0.06, "\(name) \(part)")
            }
        }
    }

    @Test func `text is read on every colour`() {
        for (name, map) in Self.all {
            for part in (0...512).map({ Double($0) / 512 }) + [.nan, -.infinity, .infinity, -3, 7] {
                let contrast = map.color(at: part).contrast(with: map.textColor(at: part))
                #expect(contrast >= 4.5, "\(name) \(part)")
                #expect(map.isDark(at: part) == (map.textColor(at: part) == .white))
            }
        }
        // There is no colour at all on which neither black nor white is read.
        for level in UInt8.min...UInt8.max {
            let map = ColorMap(through: [Color(red: level, green: level, blue: level)])
            #expect(map.color(at: 0).contrast(with: map.textColor(at: 0)) >= 4.5)
        }
    }

    @Test func `what is not a number has a colour of its own`() {
        for (name, map) in Self.all {
            let other = OKLab(map.color(at: .nan))
            #expect(map.color(at: .nan) == map.notANumber)
            for step in 0...256 {
                #expect(OKLab(map.color(at: Double(step) / 256)).distance(to: other) > 0.03, "\(name) \(step)")
            }
        }
        let red = Color(hex: 0xFF0000)
        #expect(ColorMap(through: [.black, .white], notANumber: red).color(at: .nan) == red)
    }

    @Test func `places outside have the colours of the ends`() {
        for (_, map) in Self.all {
            #expect(map.color(at: -1) == map.color(at: 0) && map.color(at: -.infinity) == map.color(at: 0))
            #expect(map.color(at: 2) == map.color(at: 1) && map.color(at: .infinity) == map.color(at: 1))
        }
        #expect(ColorMap(through: []).color(at: 0.5) == .black)
        let greys = ColorMap(through: [.black, .white])
        #expect(greys.color(at: 0) == .black && greys.color(at: 1) == .white)
    }

    @Test func `the dark map is the light one's mirror, and small numbers fade into the page`() {
        for step in 0...256 {
            let part = Double(step) / 256
            #expect(ColorMap.inkOnDark.color(at: part) == ColorMap.ink.color(at: 1 - part))
        }
        for (theme, ink, diverging) in [
            (ChartTheme.light, ColorMap.ink, ColorMap.diverging), (.dark, .inkOnDark, .divergingOnDark),
        ] {
            for map in [ink, .shades(of: theme.palette.color(at: 0), on: theme.background)] {
                #expect(OKLab(map.color(at: 0)).distance(to: OKLab(theme.background)) < 0.12)
            }
            let middle = OKLab(diverging.color(at: 0.5))
            #expect(middle.distance(to: OKLab(theme.background)) < 0.12)
        }
    }

    @Test func `colours survive the way through OKLab`() {
        for hex: UInt32 in [0, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0x123456, 0xFEDCBA] {
            #expect(OKLab(Color(hex: hex)).color == Color(hex: hex))
        }
        // Reference values of the space's author.
        let red = OKLab(Color(hex: 0xFF0000))
        #expect(abs(red.lightness - 0.628) < 1e-3 && abs(red.a - 0.225) < 1e-3 && abs(red.b - 0.126) < 1e-3)
        // More colourful than a display can show: the same lightness, less colour.
        let impossible = OKLab(lightness: 0.7, chroma: 0.5, hue: 150)
        #expect(abs(OKLab(impossible.color).lightness - 0.7) < 0.005)
    }

    @Test func `contrast is that of WCAG`() {
        #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
        #expect(Color.white.contrast(with: .white) == 1)
        // The lightest grey that text on white may have.
        #expect(abs(Color(hex: 0x767676).contrast(with: .white) - 4.54) < 0.01)
    }

    @Test func `thin marks on a dark background have a contrast of 2, dots and lines and the bar beside them`() throws {
        let dark = ChartTheme.dark.plotBackground
        let seen = ColorMap.viridis.seen(on: dark)
        for step in 0...256 { #expect(seen.color(at: Double(step) / 256).contrast(with: dark) >= 2) }
        #expect(seen.color(at: 1) == ColorMap.viridis.color(at: 1))
        #expect(ColorMap.viridis.color(at: 0).contrast(with: dark) < 2)
        // What would lose most of its colours stays as it is.
        let black = ColorMap(through: [.black, Color(hex: 0x303030)])
        #expect(black.seen(on: dark) == black)

        let scatter = ScatterChart(
            series: [ScatterSeries(x: [0, 1, 2], y: [0, 1, 2], values: [0, 5, 10])], radius: 6, opacity: 1)
        let layout = scatter.layout()
        let (x, y) = (try #require(layout.xAxis.position(of: 0)), try #require(layout.yAxis.position(of: 0)))
        let dot = try scatter.render(theme: .dark)[Int(x), Int(y)]
        #expect(dot == seen.color(at: 0))
        #expect(try scatter.render()[Int(x), Int(y)] == ColorMap.viridis.color(at: 0))
        #expect(scatter.frame.colorScale?.map(in: .dark) == seen)
        let ridge = RidgeChart(rows: [RidgeRow(step: 0, values: [1, 2])], arrangement: .overlay)
        #expect(ridge.frame.colorScale?.map(in: .dark) == seen)
    }
}
