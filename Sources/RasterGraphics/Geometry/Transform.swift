/// A map of the plane that keeps lines straight and parallels parallel: moving, scaling, turning, shearing.
///
///     x' = xx · x + xy · y + dx
///     y' = yx · x + yy · y + dy
public struct Transform: Hashable, Sendable {
    /// What x adds to the new x.
    public var xx: Double
    /// What y adds to the new x.
    public var xy: Double
    /// What x adds to the new y.
    public var yx: Double
    /// What y adds to the new y.
    public var yy: Double
    /// Pixels to the right.
    public var dx: Double
    /// Pixels down.
    public var dy: Double

    /// A transform from its six numbers.
    public init(xx: Double, xy: Double, yx: Double, yy: Double, dx: Double, dy: Double) {
        self.xx = xx
        self.xy = xy
        self.yx = yx
        self.yy = yy
        self.dx = dx
        self.dy = dy
    }

    /// Changes nothing.
    public static let identity = Transform(xx: 1, xy: 0, yx: 0, yy: 1, dx: 0, dy: 0)

    /// Moves by so many pixels to the right and down.
    public static func translation(x: Double, y: Double) -> Transform {
        Transform(xx: 1, xy: 0, yx: 0, yy: 1, dx: x, dy: y)
    }

    /// Scales around (0, 0); a negative factor mirrors.
    public static func scale(x: Double, y: Double) -> Transform {
        Transform(xx: x, xy: 0, yx: 0, yy: y, dx: 0, dy: 0)
    }

    /// Turns around (0, 0) by an angle in radians, clockwise on the screen.
    public static func rotation(by angle: Double) -> Transform {
        guard abs(angle) <= 1e6 else { return .identity }
        let unit = Point(atAngle: angle)
        return Transform(xx: unit.x, xy: -unit.y, yx: unit.y, yy: unit.x, dx: 0, dy: 0)
    }

    /// This transform, then another.
    public func then(_ next: Transform) -> Transform {
        Transform(
            xx: next.xx * xx + next.xy * yx, xy: next.xx * xy + next.xy * yy,
            yx: next.yx * xx + next.yy * yx, yy: next.yx * xy + next.yy * yy,
            dx: next.xx * dx + next.xy * dy + next.dx, dy: next.yx * dx + next.yy * dy + next.dy)
    }

    /// Where a point goes.
    public func apply(to point: Point) -> Point {
        Point(x: xx * point.x + xy * point.y + dx, y: yx * point.x + yy * point.y + dy)
    }

    /// How many times larger areas become; negative when the map mirrors.
    public var determinant: Double { xx * yy - xy * yx }

    /// The map back; `nil` when this one makes everything a line or a point, or has a number that is not finite.
    public var inverted: Transform? {
        let factor = 1 / determinant
        let back = Transform(
            xx: yy * factor, xy: -xy * factor, yx: -yx * factor, yy: xx * factor,
            dx: (xy * dy - yy * dx) * factor, dy: (yx * dx - xx * dy) * factor)
        let numbers = [back.xx, back.xy, back.yx, back.yy, back.dx, back.dy]
        return numbers.allSatisfy { $0.isFinite } ? back : nil
    }
}
