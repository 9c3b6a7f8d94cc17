/// Colours that change along a line: for colour maps and their legends.
///
/// Before the first stop and after the last one their colours go on. Between two stops each channel changes evenly, weighted by
/// opacity, so that the colour of an invisible stop does not show.
public struct LinearGradient: Hashable, Sendable {
    /// A colour at a part of the way.
    public struct Stop: Hashable, Sendable {
        /// The part of the way from start to end, 0 to 1.
        public let offset: Double
        /// The colour there.
        public let color: Color

        /// A stop.
        public init(offset: Double, color: Color) {
            self.offset = offset
            self.color = color
        }
    }

    /// The most stops a gradient may have.
    public static let maximumStops = 4_096

    /// Where the way begins.
    public let start: Point
    /// Where it ends.
    public let end: Point
    /// The colours, by growing offset; of two at the same place the second goes on.
    public let stops: [Stop]

    /// A gradient along the line from `start` to `end`.
    /// - Throws: `RasterError` with `invalidArgument` (fewer than two stops, offsets that are not 0 to 1 or fall, no way between
    ///   start and end) or `tooLarge` (more than `maximumStops`).
    public init(from start: Point, to end: Point, stops: [Stop]) throws(RasterError) {
        guard stops.count >= 2 else {
            throw RasterError(.invalidArgument, "a gradient needs at least two colours, not \(stops.count)")
        }
        guard stops.count <= LinearGradient.maximumStops else {
            throw RasterError(
                .tooLarge, "a gradient may have \(LinearGradient.maximumStops) stops, not \(stops.count)")
        }
        guard stops.allSatisfy({ (0...1).contains($0.offset) }),
            zip(stops, stops.dropFirst()).allSatisfy({ $0.offset <= $1.offset })
        else { throw RasterError(.invalidArgument, "the offsets of a gradient's stops are 0 to 1 and never fall") }
        let way = (end - start).length
        guard start.isFinite, end.isFinite, way.isFinite, way > 0 else {
            throw RasterError(.invalidArgument, "a gradient leads from one point to another one")
        }
        self.start = start
        self.end = end
        self.stops = stops
    }

    /// The colour at a place of the picture.
    public func color(at point: Point) -> Color {
        let way = end - start
        return color(atOffset: (point - start).dot(way) / way.dot(way))
    }

    /// The colour at a part of the way; what is below 0 or no number counts as 0, above 1 as 1.
    public func color(atOffset offset: Double) -> Color {
        let place = offset > 0 ? min(offset, 1) : 0
        // The first stop beyond the place, by halving.
        var (low, high) = (0, stops.count)
        while low < high {
            let middle = (low + high) / 2
            if stops[middle].offset <= place { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return stops[0].color }
        guard low < stops.count else { return stops[stops.count - 1].color }
        let (before, after) = (stops[low - 1], stops[low])
        let part = (place - before.offset) / (after.offset - before.offset)
        var sum = ColorSum()
        sum.add(before.color, weight: 1 - part)
        sum.add(after.color, weight: part)
        return sum.color
    }
}
