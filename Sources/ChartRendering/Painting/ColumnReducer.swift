import RasterGraphics

/// Thins a line to at most four points a pixel column: the first, the lowest, the highest and the last, in their order.
///
/// A line through those covers the same pixels as a line through all, so no spike is lost.
struct ColumnReducer {
    private(set) var points: [Point] = []
    private var column = 0
    /// Points in the column; at 0 there is none, and what follows means nothing.
    private var count = 0
    private var first = Point(x: 0, y: 0)
    private var last = Point(x: 0, y: 0)
    private var lowest = Extreme()
    private var highest = Extreme()

    /// A point, and how many in its column came before it.
    private struct Extreme {
        var place = Point(x: 0, y: 0)
        var order = 0
    }

    /// Adds the next point, whose x is not below the one before.
    @inline(__always)
    mutating func add(_ point: Point) {
        let newColumn = ColumnReducer.column(point.x)
        if count == 0 || newColumn != column {
            begin(newColumn, point)
            return
        }
        if point.y > lowest.place.y { lowest = Extreme(place: point, order: count) }
        if point.y < highest.place.y { highest = Extreme(place: point, order: count) }
        last = point
        count &+= 1
    }

    /// Whether a point at `x` would fall into the column of the point before.
    func isInCurrentColumn(_ x: Double) -> Bool { count > 0 && column == ColumnReducer.column(x) }

    /// The points so far; the reducer is empty afterwards.
    mutating func finish() -> [Point] {
        flush()
        count = 0
        defer { points = [] }
        return points
    }

    /// Rounded down by hand: `rounded(.down)` is a call to the mathematics library on x86.
    @inline(__always)
    private static func column(_ x: Double) -> Int {
        let whole = Int(x)
        return Double(whole) > x ? whole - 1 : whole
    }

    private mutating func begin(_ column: Int, _ point: Point) {
        flush()
        self.column = column
        (first, last) = (point, point)
        lowest = Extreme(place: point)
        highest = lowest
        count = 1
    }

    private mutating func flush() {
        guard count > 0 else { return }
        points.append(first)
        var order = 0
        func append(_ extreme: Extreme) {
            guard extreme.order > order else { return }
            points.append(extreme.place)
            order = extreme.order
        }
        append(lowest.order < highest.order ? lowest : highest)
        append(lowest.order < highest.order ? highest : lowest)
        append(Extreme(place: last, order: count - 1))
    }
}
