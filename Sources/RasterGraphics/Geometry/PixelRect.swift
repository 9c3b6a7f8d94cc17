/// Whole pixels: columns and rows, always inside the picture they were made for.
struct PixelRect: Hashable, Sendable {
    var columns: Range<Int>
    var rows: Range<Int>

    var isEmpty: Bool { columns.isEmpty || rows.isEmpty }

    /// The pixels whose squares a rectangle covers when its edges are rounded to the nearest pixel.
    init(_ rect: Rect, width: Int, height: Int) {
        func edge(_ value: Double, _ limit: Int) -> Int {
            value.isNaN ? 0 : Int(min(max(value.rounded(), 0), Double(limit)))
        }
        columns = edge(rect.x, width)..<max(edge(rect.x, width), edge(rect.maxX, width))
        rows = edge(rect.y, height)..<max(edge(rect.y, height), edge(rect.maxY, height))
    }
}
