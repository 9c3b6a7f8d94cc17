import RasterGraphics
import RegistryTestKit

@testable import ChartRendering

/// Charts of every kind from random data of the worst sort, the same for the same seed.
struct RandomCharts {
    enum Kind: String, CaseIterable, Sendable {
        case line, bands, buckets, scatter, bars, histogram, ridge, heatMap, confusion, parallel, multiples
    }

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func flag() -> Bool { Bool.random(using: &generator) }

    mutating func one<T>(of elements: [T], otherwise: T) -> T { elements.randomElement(using: &generator) ?? otherwise }

    /// From 32×32 up, at 1x to 4x, with as many picture pixels as a test has time for.
    mutating func size() throws -> ChartSize {
        let scale = integer(1...4)
        let most = 420 / scale
        let isSmall = integer(0...4) == 0
        return try ChartSize(
            width: isSmall ? 32 : integer(32...max(33, most * 2)), height: isSmall ? 32 : integer(32...max(33, most)),
            scale: scale)
    }

    mutating func theme() -> ChartTheme {
        var theme = flag() ? ChartTheme.light : .dark
        if flag() { theme.typeface = .builtIn }
        if integer(0...9) == 0 { theme.palette = Palette(colors: []) }
        return theme
    }

    mutating func scale() -> ScaleKind {
        let threshold = number()
        let kinds: [ScaleKind] = [
            .linear, .linear, .logarithmic, .symmetricLogarithmic(threshold: nil),
            .symmetricLogarithmic(threshold: threshold), .time, .duration,
        ]
        return one(of: kinds, otherwise: .linear)
    }

    mutating func number() -> Double {
        let awkward: [Double] = [
            .nan, .signalingNaN, .infinity, -.infinity, 1e308, -1e308, .greatestFiniteMagnitude,
            -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
            .leastNonzeroMagnitude * 9_999,
            0, -0.0, 1, 1e15, 9_007_199_254_740_992, 1e-300, -62_135_596_801, 253_402_300_800,
        ]
        return integer(0...2) == 0 ? ordinary() : one(of: awkward, otherwise: 0)
    }

    /// Numbers of one sort or of all sorts; none, a few, or thousands.
    mutating func numbers(atMost most: Int = 4_000) -> [Double] {
        let count = [0, 1, 2, integer(3...40), integer(3...40), integer(3...most)][integer(0...5)]
        let constant = number()
        switch integer(0...4) {
        case 0: return (0..<count).map { _ in constant }
        case 1: return (0..<count).map { _ in ordinary() }
        case 2: return (0..<count).map { _ in integer(0...9) == 0 ? number() : ordinary() }
        case 3: return (0..<count).map { _ in Double(integer(-3...3)) }
        default: return (0..<count).map { _ in number() }
        }
    }

    private mutating func ordinary() -> Double { Double.random(in: -100...100, using: &generator) }

    /// Nothing, a word, or 500 characters, seldom 10,000, of every script with marks of direction, controls and
    /// unassigned ones.
    mutating func label() -> String {
        switch integer(0...3) {
        case 0: return ""
        case 1: return "label \(integer(0...3))"
        default: break
        }
        let blocks: [ClosedRange<Int>] = [
            0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x7F...0xFF, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F,
            0x1100...0x11FF, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x2200...0x22FF, 0x3040...0x30FF,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xE000...0xE0FF, 0xFE00...0xFE0F, 0xFFF0...0xFFFF, 0x1F1E6...0x1F1FF,
            0x1F300...0x1FAFF, 0x20000...0x200FF, 0xE0000...0xE007F, 0x10FFF0...0x10FFFF,
        ]
        let count = integer(0...19) == 0 ? 10_000 : flag() ? 500 : integer(1...30)
        let few = (0..<3).map { _ in one(of: blocks, otherwise: 0x20...0x7E) }
        let isMixed = flag()
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            let block = one(of: isMixed ? blocks : few, otherwise: 0x20...0x7E)
            if let scalar = Unicode.Scalar(UInt32(integer(block))) { text.append(scalar) }
        }
        return String(text)
    }

    mutating func labels(_ count: Int) -> [String] { (0..<count).map { _ in label() } }

    mutating func points() -> [ChartPoint] {
        let values = numbers()
        return values.enumerated().map { index, value in
            ChartPoint(x: integer(0...9) == 0 ? number() : Double(index), y: value)
        }
    }

    mutating func color() -> Color? {
        let channels = (0..<4).map { _ in UInt8(integer(0...255)) }
        return flag() ? nil : Color(red: channels[0], green: channels[1], blue: channels[2], alpha: channels[3])
    }
}
