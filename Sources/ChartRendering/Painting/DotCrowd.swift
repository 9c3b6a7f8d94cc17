import RasterGraphics

/// Many large dots of one series: counted place by place first, so that a place costs the same however many dots stand there.
///
/// Of each dot only the edges are then added, row by row, and summed up once: the work grows with a dot's outline, not with
/// its area. Middles are moved to whole pixels, and those of large dots by at most a sixty-fourth of their radius: in a crowd
/// that is not seen.
struct DotCrowd {
    /// The pixels of all dots of a series, one upon the other, above which they are painted as a crowd. Below, each dot is
    /// added by itself in less than a second.
    static let leastWork = 268_435_456.0
    /// Coverages are whole multiples of this part.
    private static let parts = 64.0

    /// Whether so many dots are too much work one by one.
    static func isWanted(_ count: Int, _ stamp: DotStamp) -> Bool {
        Double(count) * Double(stamp.side) * Double(stamp.side) > leastWork
    }

    private let stamp: DotStamp
    private let columns: Range<Int>
    private let rows: Range<Int>
    /// Pixels between the places of middles.
    private let stride: Int
    private let placesAcross: Int
    /// Place by place, row by row, from as far outside as a dot reaches in.
    private var counts: [Int32]
    /// The sums of the dots' values; empty without any.
    private var valueSums: [Double] = []

    /// No dots yet, over these pixels.
    init(_ stamp: DotStamp, columns: Range<Int>, rows: Range<Int>) {
        self.stamp = stamp
        self.columns = columns
        self.rows = rows
        stride = max(1, stamp.reach / 32)
        placesAcross = (columns.count + 2 * stamp.reach) / stride + 1
        counts = [Int32](repeating: 0, count: placesAcross * ((rows.count + 2 * stamp.reach) / stride + 1))
    }

    /// Counts a dot, with its part of the way along the colours if it has one.
    mutating func add(_ point: Point, value: Double? = nil) {
        let column = place(point.x, from: columns.lowerBound)
        let row = place(point.y, from: rows.lowerBound)
        guard column >= 0, column < placesAcross, row >= 0 else { return }
        let index = row * placesAcross + column
        guard index < counts.count, counts[index] < .max else { return }
        counts[index] += 1
        if let value {
            if valueSums.isEmpty { valueSums = [Double](repeating: 0, count: counts.count) }
            valueSums[index] += value
        }
    }

    /// Below 0 where no pixel is reached.
    private func place(_ position: Double, from start: Int) -> Int {
        guard position.isFinite else { return -1 }
        let pixels = min(max(position, -1e6), 1e6) - Double(start - stamp.reach)
        return Int((pixels / Double(stride)).rounded())
    }

    /// Hands over each pixel that is covered: its place in the rectangle, row by row, by how many dots, and the sum of their
    /// values, each weighed by its coverage.
    func forEachPixel(_ body: (_ index: Int, _ depth: Float, _ values: Float) -> Void) {
        let width = columns.count
        let edges = stamp.edges
        // Whole numbers, so that what was added and taken away again leaves nothing.
        var depths = [Int](repeating: 0, count: width * rows.count)
        var values = [Double](repeating: 0, count: valueSums.isEmpty ? 0 : depths.count)
        for (place, count) in counts.enumerated() where count > 0 {
            // The upper left corner of the stamp, in the rectangle.
            let left = place % placesAcross * stride - 2 * stamp.reach
            let top = place / placesAcross * stride - 2 * stamp.reach
            for edge in edges {
                let row = top + edge.row
                let column = max(0, left + edge.column)
                guard row >= 0, row < rows.count, column < width else { continue }
                depths[row * width + column] += edge.step * Int(count)
                if !values.isEmpty {
                    values[row * width + column] += Double(edge.step) * valueSums[place]
                }
            }
        }
        for row in 0..<rows.count {
            var (depth, value) = (0, 0.0)
            for index in row * width..<(row + 1) * width {
                depth += depths[index]
                if !values.isEmpty { value += values[index] }
                if depth > 0 { body(index, Float(Double(depth) / Self.parts), Float(value / Self.parts)) }
            }
        }
    }
}
