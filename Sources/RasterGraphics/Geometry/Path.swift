/// A shape as a list of pen movements: lines, quadratic and cubic curves, in any number of parts.
///
/// A part begins with `move`; drawing without one begins at the given point.
public struct Path: Hashable, Sendable {
    /// One movement of the pen.
    public enum Element: Hashable, Sendable {
        /// Begin a new part here.
        case move(Point)
        /// A straight line to the point.
        case line(Point)
        /// A quadratic curve by way of one control point.
        case quadratic(control: Point, end: Point)
        /// A cubic curve by way of two control points.
        case cubic(first: Point, second: Point, end: Point)
        /// A line back to where the part began.
        case close
    }

    /// The movements, in order.
    public private(set) var elements: [Element] = []

    /// An empty path.
    public init() {}

    /// Begins a new part at a point.
    public mutating func move(to point: Point) { elements.append(.move(point)) }

    /// Draws a straight line from the current point, or begins a part when there is none.
    public mutating func line(to point: Point) { elements.append(elements.isEmpty ? .move(point) : .line(point)) }

    /// Draws a quadratic curve from the current point.
    public mutating func quadratic(control: Point, to end: Point) {
        elements.append(.quadratic(control: control, end: end))
    }

    /// Draws a cubic curve from the current point.
    public mutating func cubic(_ first: Point, _ second: Point, to end: Point) {
        elements.append(.cubic(first: first, second: second, end: end))
    }

    /// Draws a line back to the beginning of the part.
    public mutating func close() { elements.append(.close) }

    /// Adds another path's movements.
    public mutating func append(_ other: Path) { elements.append(contentsOf: other.elements) }

    /// The path with every point moved by a transform.
    public func transformed(by transform: Transform) -> Path {
        var path = Path()
        path.elements = elements.map { element in
            switch element {
            case .move(let point): .move(transform.apply(to: point))
            case .line(let point): .line(transform.apply(to: point))
            case .quadratic(let control, let end):
                .quadratic(control: transform.apply(to: control), end: transform.apply(to: end))
            case .cubic(let first, let second, let end):
                .cubic(
                    first: transform.apply(to: first), second: transform.apply(to: second),
                    end: transform.apply(to: end))
            case .close: .close
            }
        }
        return path
    }
}
