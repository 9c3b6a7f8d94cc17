/// How much of each pixel a shape covers, gathered edge by edge as signed areas.
///
/// Every edge adds, to the cells it passes, the exact area between itself and the pixel's right side, signed by its
/// direction; the running sum along a row is then the winding-weighted coverage. Areas are exact for any shape whose edges
/// do not overlap inside one pixel; where they do, the sum is folded by the fill rule.
///
/// Rows are divided into tiles, and a tile no edge touched costs one step: thin lines across a large picture are cheap.
struct Coverage {
    private static let tileWidth = 16

    let width: Int
    let height: Int
    private let stride: Int
    private let tilesPerRow: Int
    private var cells: [Float]
    private var isTouched: [Bool]
    private var touchedRows: Range<Int> = 0..<0

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        // Two cells more than pixels: an edge at the right border writes there, and nobody reads it.
        tilesPerRow = (width + 2 + Coverage.tileWidth - 1) / Coverage.tileWidth
        stride = tilesPerRow * Coverage.tileWidth
        cells = [Float](repeating: 0, count: stride * height)
        isTouched = [Bool](repeating: false, count: tilesPerRow * height)
    }

    /// Adds one edge. Both ends lie within 0...width and 0...height; `ScanlineFiller` sees to that.
    mutating func add(from: Point, to: Point) {
        guard from.y != to.y else { return }
        let sign = from.y < to.y ? 1.0 : -1.0
        let (top, bottom) = from.y < to.y ? (from, to) : (to, from)
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        let firstRow = Int(top.y)
        let endRow = min(height, Int(bottom.y.rounded(.up)))
        guard firstRow < endRow else { return }
        touchedRows =
            touchedRows.isEmpty
            ? firstRow..<endRow : min(touchedRows.lowerBound, firstRow)..<max(touchedRows.upperBound, endRow)
        let limit = Double(width)
        var x = top.x
        var y = top.y
        for row in firstRow..<endRow {
            let nextY = min(Double(row + 1), bottom.y)
            let nextX = nextY == bottom.y ? bottom.x : min(max(top.x + slope * (nextY - top.y), 0), limit)
            addWithinRow(row, from: x, to: nextX, area: (nextY - y) * sign)
            x = nextX
            y = nextY
        }
    }

    /// The part of an edge inside one row: `area` is its signed height.
    private mutating func addWithinRow(_ row: Int, from: Double, to: Double, area: Double) {
        let left = min(from, to)
        let right = max(from, to)
        let first = Int(left)
        let last = Int(right)
        let base = row * stride
        for tile in (first / Coverage.tileWidth)...((last + 1) / Coverage.tileWidth) {
            isTouched[row * tilesPerRow + tile] = true
        }
        if first == last {
            let beforeMiddle = (left + right) / 2 - Double(first)
            cells[base + first] += Float(area * (1 - beforeMiddle))
            cells[base + first + 1] += Float(area * beforeMiddle)
            return
        }
        // The edge crosses several pixels: each gets the change of the covered area it sees.
        let perPixel = area / (right - left)
        var covered = 0.0
        var reached = 0.0
        var x = left
        for column in first...last {
            let nextX = min(Double(column + 1), right)
            let risen = (nextX - x) * perPixel
            let cover = covered + risen * (1 - ((x + nextX) / 2 - Double(column)))
            cells[base + column] += Float(cover - reached)
            covered += risen
            reached = cover
            x = nextX
        }
        cells[base + last + 1] += Float(covered - reached)
    }

    /// Calls `paint` with runs of equally covered pixels (row, columns, 1 to 255), then forgets the shape.
    mutating func resolve(_ rule: FillRule, columns: Range<Int>, paint: (Int, Range<Int>, UInt8) -> Void) {
        for row in touchedRows {
            resolveRow(row, rule, columns: columns, paint: paint)
        }
        touchedRows = 0..<0
    }

    private mutating func resolveRow(
        _ row: Int, _ rule: FillRule, columns: Range<Int>, paint: (Int, Range<Int>, UInt8) -> Void
    ) {
        var sum: Float = 0
        var runStart = 0
        var runCoverage: UInt8 = 0
        func endRun(at column: Int) {
            let visible = Range(uncheckedBounds: (runStart, column)).clamped(to: columns)
            if runCoverage > 0, !visible.isEmpty { paint(row, visible, runCoverage) }
        }
        for tile in 0..<tilesPerRow {
            let first = tile * Coverage.tileWidth
            let index = row * tilesPerRow + tile
            guard isTouched[index] else { continue }
            isTouched[index] = false
            for column in first..<(first + Coverage.tileWidth) {
                let cell = cells[row * stride + column]
                guard cell != 0 else { continue }
                cells[row * stride + column] = 0
                sum += cell
                let coverage = Coverage.bytes(sum, rule)
                if coverage != runCoverage {
                    endRun(at: column)
                    runStart = column
                    runCoverage = coverage
                }
            }
        }
        endRun(at: width)
    }

    /// The folded sum as 0 to 255, rounded to nearest.
    private static func bytes(_ sum: Float, _ rule: FillRule) -> UInt8 {
        var area = abs(sum)
        if rule == .evenOdd {
            area = area.truncatingRemainder(dividingBy: 2)
            if area > 1 { area = 2 - area }
        }
        return UInt8(min(area, 1) * 255 + 0.5)
    }
}
