import RasterGraphics

/// Dots gathered pixel by pixel: first one series as the number of dots on each pixel, then all of them as colours over
/// each other.
///
/// The work for a series is that of its own pixels, however large the picture is.
struct DotLayer {
    private struct Ink {
        var red: Float = 0
        var green: Float = 0
        var blue: Float = 0
        var opacity: Float = 0
    }

    private let columns: Range<Int>
    private let rows: Range<Int>
    private var depth: [Float]
    private var valueSums: [Float]
    private var touched: [Int] = []
    /// Premultiplied by the opacity.
    private var inks: [Ink]

    /// A layer over the whole pixels of a rectangle.
    init(over rect: Rect) {
        let left = Int(rect.x.rounded())
        let top = Int(rect.y.rounded())
        columns = left..<max(left, Int(rect.maxX.rounded()))
        rows = top..<max(top, Int(rect.maxY.rounded()))
        depth = [Float](repeating: 0, count: columns.count * rows.count)
        valueSums = []
        inks = [Ink](repeating: Ink(), count: depth.count)
    }

    /// Adds a dot of the current series, with its part of the way along the colours if it has one.
    mutating func add(_ stamp: DotStamp, at point: Point, value: Double? = nil) {
        let placed = stamp.placed(at: point)
        if value != nil, valueSums.isEmpty { valueSums = [Float](repeating: 0, count: depth.count) }
        let across = (placed.column..<placed.column + stamp.side).clamped(to: columns)
        for row in (placed.row..<placed.row + stamp.side).clamped(to: rows) {
            let base = (row - rows.lowerBound) * columns.count - columns.lowerBound
            let stampBase = (row - placed.row) * stamp.side - placed.column
            for column in across {
                let covered = placed.coverage[stampBase + column]
                guard covered > 0 else { continue }
                let index = base + column
                if depth[index] == 0 { touched.append(index) }
                depth[index] += covered
                if let value { valueSums[index] += covered * Float(value) }
            }
        }
    }

    /// No dots yet, to be added all at once.
    func crowd(of stamp: DotStamp) -> DotCrowd { DotCrowd(stamp, columns: columns, rows: rows) }

    /// Adds a crowd of dots of the current series.
    mutating func add(_ crowd: DotCrowd, hasValues: Bool) {
        if hasValues, valueSums.isEmpty { valueSums = [Float](repeating: 0, count: depth.count) }
        crowd.forEachPixel { index, covered, values in
            if depth[index] == 0 { touched.append(index) }
            depth[index] += covered
            if hasValues { valueSums[index] += values }
        }
    }

    /// Lays the dots since the last call over what is there already, in one colour.
    mutating func lay(_ color: Color, opacity: DotOpacity) { lay(opacity) { _ in color } }

    /// Lays the dots since the last call over what is there already, each pixel in the colour of its dots' mean.
    mutating func lay(_ map: ColorMap, opacity: DotOpacity) { lay(opacity) { map.color(at: Double($0)) } }

    private mutating func lay(_ opacity: DotOpacity, color: (Float) -> Color) {
        let most = touched.reduce(Float(0)) { max($0, depth[$1]) }
        let curve = opacity.curve(most: Double(most))
        for index in touched {
            let color = color(valueSums.isEmpty ? 0 : valueSums[index] / depth[index])
            let alpha = Float(curve(Double(depth[index]))) * Float(color.alpha) / 255
            let rest = 1 - alpha
            inks[index].red = Float(color.red) * alpha + inks[index].red * rest
            inks[index].green = Float(color.green) * alpha + inks[index].green * rest
            inks[index].blue = Float(color.blue) * alpha + inks[index].blue * rest
            inks[index].opacity = alpha + inks[index].opacity * rest
            depth[index] = 0
            if !valueSums.isEmpty { valueSums[index] = 0 }
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Paints everything that was laid.
    func paint(on canvas: inout Canvas) {
        guard !inks.isEmpty else { return }
        var bytes = [UInt8](repeating: 0, count: inks.count * 4)
        for (index, ink) in inks.enumerated() where ink.opacity > 0 {
            func byte(_ value: Float) -> UInt8 { UInt8(min(max((value / ink.opacity).rounded(), 0), 255)) }
            bytes[index * 4] = byte(ink.red)
            bytes[index * 4 + 1] = byte(ink.green)
            bytes[index * 4 + 2] = byte(ink.blue)
            bytes[index * 4 + 3] = UInt8(min(max((ink.opacity * 255).rounded(), 0), 255))
        }
        PixelBlock.paint(bytes, columns: columns, rows: rows, on: &canvas)
    }
}
