/// How a line looks: its width, ends, corners and dashes.
public struct StrokeStyle: Hashable, Sendable {
    /// The end of an open line.
    public enum Cap: Hashable, Sendable {
        /// Ends exactly at the point.
        case butt
        /// A half circle beyond the point.
        case round
        /// Half a square beyond the point.
        case square
    }

    /// The corner between two lines.
    public enum Join: Hashable, Sendable {
        /// A point, cut to `bevel` where it would be longer than `miterLimit` line widths.
        case miter
        /// A part of a circle.
        case round
        /// A corner cut off.
        case bevel
    }

    /// The line's width in pixels; below 0 counts as 0, which draws nothing.
    public var width: Double
    /// The ends. Default `butt`.
    public var cap: Cap
    /// The corners. Default `round`.
    public var join: Join
    /// The longest point of a `miter` corner, in line widths. Default 4.
    public var miterLimit: Double
    /// Lengths in pixels of dash, gap, dash, gap …; empty for a full line. Lengths below 0.1 or not finite make a full line.
    public var dashes: [Double]

    /// A full line with butt ends and round corners unless said otherwise.
    public init(
        width: Double, cap: Cap = .butt, join: Join = .round, miterLimit: Double = 4, dashes: [Double] = []
    ) {
        self.width = width
        self.cap = cap
        self.join = join
        self.miterLimit = miterLimit
        self.dashes = dashes
    }
}
