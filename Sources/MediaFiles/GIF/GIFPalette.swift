import RasterGraphics

/// The table of colours of a file or a frame, and which of them stands for a colour.
struct GIFPalette {
    static let mostColors = 256

    let colors: [Color]
    /// The number that is no colour; `nil` when all numbers are colours.
    let transparent: UInt8?
    /// How many bits a number has: the table has 2 to the power of it entries.
    let bits: Int
    /// Known when the table has every colour there is.
    private let exact: ExactColors?
    /// For the colours that have the same highest bits (5, 6 and 5 of them), the number of the nearest in the table; -1 for not
    /// looked for yet.
    private var nearest: [Int16]

    /// Whether every pixel has its own colour.
    var isExact: Bool { exact != nil }

    /// - Parameter needsTransparency: Whether there are transparent pixels.
    init(_ census: ColorCensus, needsTransparency: Bool) {
        let most = needsTransparency ? Self.mostColors - 1 : Self.mostColors
        if let exact = census.exact, exact.pixels.count <= most {
            (colors, self.exact, nearest) = (exact.colors, exact, [])
        } else {
            // A number is left for what does not change: it makes files smaller than one colour more would make them better.
            (colors, exact) = (census.palette(atMost: Self.mostColors - 1), nil)
            nearest = [Int16](repeating: -1, count: 1 << 16)
        }
        transparent = colors.count < Self.mostColors ? UInt8(colors.count) : nil
        let entries = colors.count + (transparent == nil ? 0 : 1)
        bits = (2...8).first { 1 << $0 >= entries } ?? 8
    }

    /// Red, green and blue of each entry; black where there is no colour.
    var bytes: [UInt8] {
        let bytes = colors.flatMap { [$0.red, $0.green, $0.blue] }
        return bytes + [UInt8](repeating: 0, count: max(0, 3 << bits - bytes.count))
    }

    /// The number of the colour of an opaque pixel, or of the nearest.
    @inline(__always)
    mutating func number(of pixel: UInt32) -> UInt8 {
        if let exact { return exact.number(of: pixel) ?? 0 }
        let (red, green, blue) = (Int(pixel & 0xFF), Int(pixel >> 8 & 0xFF), Int(pixel >> 16 & 0xFF))
        let place = (red & 0xF8) << 8 | (green & 0xFC) << 3 | blue >> 3
        if nearest[place] >= 0 { return UInt8(nearest[place]) }
        let number = search(red & 0xF8 | 4, green & 0xFC | 2, blue & 0xF8 | 4)
        nearest[place] = Int16(number)
        return number
    }

    private func search(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
        var best = (distance: Int.max, number: 0)
        for (number, color) in colors.enumerated() {
            let distances = (red - Int(color.red), green - Int(color.green), blue - Int(color.blue))
            let distance =
                distances.0 * distances.0 + distances.1 * distances.1 + distances.2 * distances.2
            if distance < best.distance { best = (distance, number) }
        }
        return UInt8(best.number)
    }
}
