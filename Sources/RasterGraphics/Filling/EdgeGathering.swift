/// Adds edges to the cells of a `Coverage`: cuts them to the visible rectangle first.
///
/// What lies left of the visible part still counts, because coverage is summed from the left; what lies right of it does not.
struct EdgeGathering {
    private let cells: UnsafeMutableBufferPointer<Float>
    private let touched: UnsafeMutableBufferPointer<UInt64>
    private let tilesPerRow: Int
    private let left: Double
    private let right: Double
    private let top: Double
    private let bottom: Double
    private let endRow: Int
    private var firstRow: Int
    private var lastRow: Int

    /// The rows that edges have reached.
    var rows: Range<Int> { firstRow..<max(firstRow, lastRow) }

    init(
        cells: UnsafeMutableBufferPointer<Float>, touched: UnsafeMutableBufferPointer<UInt64>, tilesPerRow: Int,
        clip: PixelRect, rows: Range<Int>
    ) {
        self.cells = cells
        self.touched = touched
        self.tilesPerRow = tilesPerRow
        firstRow = rows.isEmpty ? .max : rows.lowerBound
        lastRow = rows.isEmpty ? 0 : rows.upperBound
        left = Double(clip.columns.lowerBound)
        right = Double(clip.columns.upperBound)
        top = Double(clip.rows.lowerBound)
        bottom = Double(clip.rows.upperBound)
        endRow = clip.rows.upperBound
    }

    /// Adds the edges of a closed polygon.
    mutating func add(polygon: Slice<UnsafeBufferPointer<Point>>) {
        guard var previous = polygon.last else { return }
        for point in polygon {
            add(from: previous, to: point)
            previous = point
        }
    }

    private mutating func add(from: Point, to: Point) {
        if from.y < to.y {
            addDownwards(from.x, from.y, to.x, to.y, sign: 1)
        } else if to.y < from.y {
            addDownwards(to.x, to.y, from.x, from.y, sign: -1)
        }
    }

    @inline(__always)
    private mutating func addDownwards(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, sign: Double) {
        guard y1 > top, y0 < bottom else { return }
        if x0 >= left, x0 <= right, x1 >= left, x1 <= right, y0 >= top, y1 <= bottom {
            addInside(x0, y0, x1, y1, sign: sign)
        } else {
            addCut(x0, y0, x1, y1, sign: sign)
        }
    }

    /// An edge that reaches over the top or the bottom is cut there.
    private mutating func addCut(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, sign: Double) {
        let slope = (x1 - x0) / (y1 - y0)
        var (fromX, fromY, toX, toY) = (x0, y0, x1, y1)
        if fromY < top {
            fromX += slope * (top - fromY)
            fromY = top
        }
        if toY > bottom {
            toX = x0 + slope * (bottom - y0)
            toY = bottom
        }
        if fromX >= left, fromX <= right, toX >= left, toX <= right {
            addInside(fromX, fromY, toX, toY, sign: sign)
        } else {
            addAcrossSides(fromX, fromY, toX, toY, slope: slope, sign: sign)
        }
    }

    /// An edge that reaches over a side: what lies left becomes an upright edge on the side, what lies right nothing.
    private mutating func addAcrossSides(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, slope: Double, sign: Double
    ) {
        func crossing(_ side: Double) -> Double {
            guard (x0 - side) * (x1 - side) < 0 else { return y0 }
            return limited(y0 + (side - x0) / slope, y0, y1)
        }
        let rises = x0 <= x1
        let first = crossing(rises ? left : right)
        let second = max(first, crossing(rises ? right : left))
        var (x, y) = (limited(x0, left, right), y0)
        for (nextX, nextY) in [
            (rises ? left : right, first), (rises ? right : left, second), (limited(x1, left, right), y1),
        ]
        where nextY > y {
            let end = nextY == y1 ? limited(x1, left, right) : nextX
            if min(x, end) < right { addInside(x, y, end, nextY, sign: sign) }
            (x, y) = (end, nextY)
        }
    }

    /// Also for values that are not numbers: the lower bound.
    @inline(__always)
    private func limited(_ value: Double, _ low: Double, _ high: Double) -> Double {
        value > low ? (value < high ? value : high) : low
    }

    /// An edge inside the visible rectangle, downwards.
    ///
    /// Access to the cells is unchecked in release builds: x lies in 0...width and y in 0...height of the picture, since the
    /// visible rectangle lies inside it, and a row has two cells more than pixels.
    @inline(__always)
    private mutating func addInside(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, sign: Double) {
        let first = Int(y0)
        // Rounded up by hand: `rounded(.up)` is a call to the mathematics library on x86.
        let whole = Int(y1)
        let end = min(endRow, Double(whole) < y1 ? whole &+ 1 : whole)
        guard first < end else { return }
        firstRow = min(firstRow, first)
        lastRow = max(lastRow, end)
        if first + 1 == end {
            addWithinRow(first, x0, x1, area: (y1 - y0) * sign)
            return
        }
        let slope = (x1 - x0) / (y1 - y0)
        let column = Int(x0)
        if column == Int(x1) {
            addWithinColumn(column, first..<end, x0 - Double(column), y0, y1, slope: slope, sign: sign)
            return
        }
        var x = x0
        var y = y0
        for row in first..<end - 1 {
            let nextY = Double(row + 1)
            let nextX = limited(x0 + slope * (nextY - y0), left, right)
            addWithinRow(row, x, nextX, area: (nextY - y) * sign)
            x = nextX
            y = nextY
        }
        addWithinRow(end - 1, x, x1, area: (y1 - y) * sign)
    }

    /// An edge inside one column of pixels, over at least two rows: steep lines are made of such edges.
    @inline(__always)
    private func addWithinColumn(
        _ column: Int, _ rows: Range<Int>, _ start: Double, _ y0: Double, _ y1: Double, slope: Double, sign: Double
    ) {
        let stride = tilesPerRow << Coverage.tileShift
        var cell = rows.lowerBound * stride + column
        func add(_ area: Double, _ beforeMiddle: Double) {
            let right = Float(area * beforeMiddle)
            cells[cell] += Float(area) - right
            cells[cell &+ 1] += right
            touchPair(cell)
            cell &+= stride
        }
        let firstEnd = Double(rows.lowerBound + 1)
        add((firstEnd - y0) * sign, start + slope * (firstEnd - y0) * 0.5)
        var middle = start + slope * (firstEnd + 0.5 - y0)
        for _ in 0..<(rows.count - 2) {
            add(sign, middle)
            middle += slope
        }
        let lastStart = Double(rows.upperBound - 1)
        add((y1 - lastStart) * sign, start + slope * ((lastStart + y1) * 0.5 - y0))
    }

    /// The part of an edge inside one row: `area` is its signed height.
    @inline(__always)
    private func addWithinRow(_ row: Int, _ from: Double, _ to: Double, area: Double) {
        let low = from < to ? from : to
        let high = from < to ? to : from
        let first = Int(low)
        let last = Int(high)
        let base = (row &* tilesPerRow) << Coverage.tileShift
        if first == last {
            touchPair(base &+ first)
            let beforeMiddle = (low + high) * 0.5 - Double(first)
            cells[base &+ first] += Float(area * (1 - beforeMiddle))
            cells[base &+ first &+ 1] += Float(area * beforeMiddle)
            return
        }
        addAcross(base, first, last, low, high, area: area)
    }

    /// Marks a cell and the next one.
    @inline(__always)
    private func touchPair(_ cell: Int) {
        let tile = cell >> Coverage.tileShift
        let bit = cell & (Coverage.tileWidth - 1)
        touched[tile] |= 3 &<< UInt64(truncatingIfNeeded: bit)
        if bit == Coverage.tileWidth - 1 { touched[tile &+ 1] |= 1 }
    }

    /// Marks the cells of a part of a row.
    @inline(__always)
    private func touch(from first: Int, through last: Int) {
        var bits = UInt64.max &<< UInt64(truncatingIfNeeded: first)
        var tile = first >> Coverage.tileShift
        let end = last >> Coverage.tileShift
        while tile < end {
            touched[tile] |= bits
            bits = .max
            tile &+= 1
        }
        touched[tile] |= bits & (.max &>> UInt64(truncatingIfNeeded: Coverage.tileWidth - 1 - last))
    }

    /// An edge across several pixels of a row.
    private func addAcross(_ base: Int, _ first: Int, _ last: Int, _ low: Double, _ high: Double, area: Double) {
        touch(from: base &+ first, through: base &+ last &+ 1)
        // Each pixel gets the change of the covered area it sees.
        let perPixel = area / (high - low)
        var covered = 0.0
        var reached = 0.0
        var x = low
        for column in first...last {
            let end = Double(column + 1)
            let nextX = end < high ? end : high
            let risen = (nextX - x) * perPixel
            let cover = covered + risen * (1 - ((x + nextX) * 0.5 - Double(column)))
            cells[base + column] += Float(cover - reached)
            covered += risen
            reached = cover
            x = nextX
        }
        cells[base + last + 1] += Float(covered - reached)
    }
}
