/// Whole pixels: columns and rows, always inside the picture they were made for.
package struct PixelRect: Hashable, Sendable {
    package var columns: Range<Int>
    package var rows: Range<Int>

    package var isEmpty: Bool { columns.isEmpty || rows.isEmpty }

    package init(columns: Range<Int>, rows: Range<Int>) {
        self.columns = columns
        self.rows = rows
    }

    /// The pixels of a rectangle whose edges lie between pixels already, wherever it is; `nil` for any other.
    init?(exactly rect: Rect) {
        func edge(_ value: Double) -> Int? {
            abs(value) <= PathFlattener.farthest && value == value.rounded() ? Int(value) : nil
        }
        guard let left = edge(rect.x), let right = edge(rect.maxX), let top = edge(rect.y),
            let bottom = edge(rect.maxY),
            left <= right, top <= bottom
        else { return nil }
        columns = left..<right
        rows = top..<bottom
    }

    /// The pixels whose squares a rectangle covers when its edges are rounded to the nearest pixel.
    init(_ rect: Rect, width: Int, height: Int) {
        func edge(_ value: Double, _ limit: Int) -> Int {
            value.isNaN ? 0 : Int(min(max(value.rounded(), 0), Double(limit)))
        }
        columns = edge(rect.x, width)..<max(edge(rect.x, width), edge(rect.maxX, width))
        rows = edge(rect.y, height)..<max(edge(rect.y, height), edge(rect.maxY, height))
    }
}
