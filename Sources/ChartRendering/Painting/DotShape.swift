import RasterGraphics

/// The forms of dots: the first for the palette's colours, the others where they come again.
enum DotShape: Hashable, CaseIterable {
    case disc, ring, square, diamond

    /// Half a side of the square, and half a diagonal of the diamond, that look as large as a disc of radius 1.
    private static let squareSide = 0.9
    private static let diamondSide = 1.3
    /// The edges of the ring, in radii of the disc.
    private static let rim = (inner: 0.6, outer: 1.15)

    /// The form of a series by its place.
    init(at index: Int, in palette: Palette) {
        self = DotShape.allCases[palette.round(at: index) % DotShape.allCases.count]
    }

    /// How far it reaches from its middle, in radii.
    var reach: Double {
        switch self {
        case .disc, .square: 1
        case .ring: DotShape.rim.outer
        case .diamond: DotShape.diamondSide
        }
    }

    /// Whether a place, in radii from the middle, is inside.
    func contains(_ x: Double, _ y: Double) -> Bool {
        switch self {
        case .disc: x * x + y * y <= 1
        case .ring:
            x * x + y * y <= DotShape.rim.outer * DotShape.rim.outer
                && x * x + y * y >= DotShape.rim.inner * DotShape.rim.inner
        case .square: max(abs(x), abs(y)) <= DotShape.squareSide
        case .diamond: abs(x) + abs(y) <= DotShape.diamondSide
        }
    }

    /// The outline of a single dot, to be filled by the even-odd rule.
    func path(at center: Point, radius: Double) -> Path {
        switch self {
        case .disc: return Path(circleAt: center, radius: radius)
        case .ring:
            var path = Path(circleAt: center, radius: radius * DotShape.rim.outer)
            path.append(Path(circleAt: center, radius: radius * DotShape.rim.inner))
            return path
        case .square:
            let half = radius * DotShape.squareSide
            return Path(Rect(x: center.x - half, y: center.y - half, width: 2 * half, height: 2 * half))
        case .diamond:
            let half = radius * DotShape.diamondSide
            var path = Path()
            path.move(to: Point(x: center.x, y: center.y - half))
            path.line(to: Point(x: center.x + half, y: center.y))
            path.line(to: Point(x: center.x, y: center.y + half))
            path.line(to: Point(x: center.x - half, y: center.y))
            path.close()
            return path
        }
    }
}
