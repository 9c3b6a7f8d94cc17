import RasterGraphics

/// Which colours pixels have, and how often: exactly while they are few, and in any case in groups of 15 bits.
struct ColorCensus {
    private struct Cell {
        var (count, red, green, blue) = (0, 0, 0, 0)
    }

    /// The most colours that are known one by one.
    private static let mostExact = 256

    private var cells = [Cell](repeating: Cell(), count: 1 << 15)
    private(set) var exact: ExactColors? = ExactColors()
    /// Whether there are pixels that a frame leaves as they are: they have no colour, and need a number that is none.
    private(set) var hasUndrawn = false

    /// Counts the pixels that a frame draws: those that change, without the transparent ones.
    mutating func add(_ step: FramePlan.Step, width: Int) {
        var last: UInt32 = 0
        step.before.withUnsafeBufferPointer { before in
            step.after.withUnsafeBufferPointer { after in
                cells.withUnsafeMutableBufferPointer { cells in
                    for row in step.area.rows {
                        for index in row * width + step.area.columns.lowerBound..<row * width
                            + step.area.columns.upperBound
                        {
                            let pixel = after[index]
                            guard pixel != 0, pixel != before[index] else {
                                hasUndrawn = true
                                continue
                            }
                            let (red, green, blue) = (
                                Int(pixel & 0xFF), Int(pixel >> 8 & 0xFF), Int(pixel >> 16 & 0xFF)
                            )
                            let cell = (red & 0xF8) << 7 | (green & 0xF8) << 2 | blue >> 3
                            cells[cell].count += 1
                            cells[cell].red += red
                            cells[cell].green += green
                            cells[cell].blue += blue
                            if pixel != last {
                                last = pixel
                                if exact?.insert(pixel, atMost: Self.mostExact) == false { exact = nil }
                            }
                        }
                    }
                }
            }
        }
    }

    /// At most so many colours for all that were counted, as 0xRRGGBB: means of groups by median cut.
    func palette(atMost most: Int) -> [Color] {
        let members = cells.filter { $0.count > 0 }.map { cell in
            func mean(_ sum: Int) -> UInt32 { UInt32((sum + cell.count / 2) / cell.count) }
            return ColorGroup.Member(
                color: mean(cell.red) << 16 | mean(cell.green) << 8 | mean(cell.blue), count: cell.count)
        }
        guard !members.isEmpty else { return [] }
        return ColorGroup(members).cut(into: most).map(\.mean)
    }
}
