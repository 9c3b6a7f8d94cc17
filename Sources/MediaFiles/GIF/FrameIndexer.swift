import RasterGraphics

/// The numbers of the colours of what a frame draws.
struct FrameIndexer {
    /// How far the pattern moves a channel at most, to each side.
    private static let patternReach = 16

    /// Bayer's pattern of 8×8, 0 to 63, row by row.
    private static let pattern: [Int] = (0..<64).map { place in
        let (column, row) = (place % 8, place / 8)
        let mixed = column ^ row
        return (mixed & 1) << 5 | (row & 1) << 4 | (mixed & 2) << 2 | (row & 2) << 1 | (mixed & 4) >> 1 | (row & 4) >> 2
    }

    let width: Int
    let dithering: GIFDithering
    /// How far the palettes are from the colours that were drawn.
    private(set) var error = ColorError()

    /// The numbers, row by row of the part that is drawn. Pixels that stay as they are become transparent where the palette can.
    mutating func indices(of step: FramePlan.Step, _ palette: inout GIFPalette) -> [UInt8] {
        var indices: [UInt8] = []
        indices.reserveCapacity(step.area.pixelCount)
        let columns = step.area.columns
        // What the pixels of this row and the next one still get, three channels each, with a pixel more at either end.
        let isDiffused = dithering == .floydSteinberg && !palette.isExact
        let isPatterned = dithering == .ordered && !palette.isExact
        var debts = isDiffused ? ErrorDiffusion(width: columns.count) : nil
        let pattern = Self.pattern
        for row in step.area.rows {
            for column in columns {
                let index = row * width + column
                let pixel = step.after[index]
                if let transparent = palette.transparent, pixel == 0 || pixel == step.before[index] {
                    indices.append(transparent)
                    continue
                }
                var number = palette.number(of: pixel)
                if !palette.isExact { error.add(pixel, palette.colors[Int(number)]) }
                if isPatterned {
                    let shift = (pattern[row % 8 * 8 + column % 8] * 2 - 63) * Self.patternReach / 63
                    number = palette.number(of: pixel.shifted(shift, shift, shift))
                } else if let debt = debts?.debt(at: column - columns.lowerBound) {
                    let wanted = pixel.shifted(debt.red, debt.green, debt.blue)
                    number = palette.number(of: wanted)
                    debts?.pass(wanted, palette.colors[Int(number)], from: column - columns.lowerBound)
                }
                indices.append(number)
            }
            debts?.nextRow()
        }
        return indices
    }
}

extension UInt32 {
    /// A pixel with something added to its channels, each kept in 0...255.
    @inline(__always)
    fileprivate func shifted(_ red: Int, _ green: Int, _ blue: Int) -> UInt32 {
        @inline(__always)
        func channel(_ shift: UInt32, _ change: Int) -> UInt32 {
            UInt32(Swift.min(Swift.max(Int(self >> shift & 0xFF) + change, 0), 255)) << shift
        }
        return channel(0, red) | channel(8, green) | channel(16, blue) | 0xFF00_0000
    }
}
