/// A rectangle in pixels, with its edges where the numbers say: not rounded to pixels.
public struct Rect: Hashable, Sendable {
    /// The left edge.
    public var x: Double
    /// The top edge.
    public var y: Double
    /// Pixels from the left to the right edge; never negative.
    public var width: Double
    /// Pixels from the top to the bottom edge; never negative.
    public var height: Double

    /// A rectangle from its upper left corner and size; a negative size counts as 0.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The right edge.
    public var maxX: Double { x + width }
    /// The lower edge.
    public var maxY: Double { y + height }
    /// The middle from left to right.
    public var midX: Double { x + width / 2 }
    /// The middle from top to bottom.
    public var midY: Double { y + height / 2 }
    /// Whether it covers nothing.
    public var isEmpty: Bool { width <= 0 || height <= 0 }

    /// The rectangle with each edge moved inwards; negative amounts grow it.
    public func inset(by amount: Double) -> Rect {
        Rect(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
    }

    /// What both rectangles cover; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// Whether the two have an area in common.
    public func overlaps(_ other: Rect) -> Bool { !intersection(other).isEmpty }

    /// Whether the point lies inside or on an edge.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
    }
}
