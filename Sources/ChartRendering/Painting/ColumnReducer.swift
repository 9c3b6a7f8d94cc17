import RasterGraphics

/// Thins a line to at most four points a pixel column: the first, the lowest, the highest and the last, in their order.
///
/// A line through those covers the same pixels as a line through all, so no spike is lost.
struct ColumnReducer {
    private(set) var points: [Point] = []
    private var column: Int?
    private var arrivals = 0
    private var first: (place: Point, order: Int)?
    private var lowest: (place: Point, order: Int)?
    private var highest: (place: Point, order: Int)?
    private var last: (place: Point, order: Int)?

    /// Adds the next point, whose x is not below the one before.
    mutating func add(_ point: Point) {
        let newColumn = Int(point.x.rounded(.down))
        if newColumn != column {
            flush()
            column = newColumn
        }
        let arrival = (place: point, order: arrivals)
        arrivals += 1
        if first == nil { first = arrival }
        if lowest.map({ point.y > $0.place.y }) ?? true { lowest = arrival }
        if highest.map({ point.y < $0.place.y }) ?? true { highest = arrival }
        last = arrival
    }

    /// Whether a point at `x` would fall into the column of the point before.
    func isInCurrentColumn(_ x: Double) -> Bool { column == Int(x.rounded(.down)) }

    /// The points so far; the reducer is empty afterwards.
    mutating func finish() -> [Point] {
        flush()
        column = nil
        defer { points = [] }
        return points
    }

    private mutating func flush() {
        var order = -1
        for arrival in [first, lowest, highest, last].compactMap({ $0 }).sorted(by: { $0.order < $1.order })
        where arrival.order > order {
            points.append(arrival.place)
            order = arrival.order
        }
        (first, lowest, highest, last) = (nil, nil, nil, nil)
    }
}
