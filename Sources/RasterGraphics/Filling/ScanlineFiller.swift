/// Fills polygons: cuts their edges to the visible rectangle and hands them to the coverage of each pixel.
///
/// What lies left of the visible part still counts, because coverage is summed from the left; what lies right of it does not.
struct ScanlineFiller {
    private var coverage: Coverage

    init(width: Int, height: Int) {
        coverage = Coverage(width: width, height: height)
    }

    /// Calls `paint` with runs of equally covered pixels inside `clip`: row, columns, coverage of 255.
    mutating func fill(
        _ polygons: [Polyline], rule: FillRule, clip: PixelRect, paint: (Int, Range<Int>, UInt8) -> Void
    ) {
        guard !clip.isEmpty else { return }
        for polygon in polygons {
            guard var previous = polygon.points.last else { continue }
            for point in polygon.points {
                addEdge(from: previous, to: point, clip: clip)
                previous = point
            }
        }
        coverage.resolve(rule, columns: clip.columns, paint: paint)
    }

    private mutating func addEdge(from: Point, to: Point, clip: PixelRect) {
        let top = Double(clip.rows.lowerBound)
        let bottom = Double(clip.rows.upperBound)
        guard max(from.y, to.y) > top, min(from.y, to.y) < bottom, from.y != to.y else { return }
        let slope = (to.x - from.x) / (to.y - from.y)
        func cut(_ point: Point) -> Point {
            let y = min(max(point.y, top), bottom)
            return y == point.y ? point : Point(x: from.x + slope * (y - from.y), y: y)
        }
        let start = cut(from)
        let end = cut(to)
        let left = Double(clip.columns.lowerBound)
        let right = Double(clip.columns.upperBound)
        // Where the edge crosses the two sides, in the order it meets them.
        var corners = [start]
        for side in start.x <= end.x ? [left, right] : [right, left]
        where (start.x - side) * (end.x - side) < 0 {
            let y = start.y + (side - start.x) / slope
            corners.append(Point(x: side, y: min(max(y, min(start.y, end.y)), max(start.y, end.y))))
        }
        corners.append(end)
        for (a, b) in zip(corners, corners.dropFirst()) where min(a.x, b.x) < right {
            coverage.add(
                from: Point(x: min(max(a.x, left), right), y: a.y), to: Point(x: min(max(b.x, left), right), y: b.y))
        }
    }
}
