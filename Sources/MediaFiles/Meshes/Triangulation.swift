/// Cuts polygons into triangles with the same corners and the same sense of rotation.
enum Triangulation {
    /// Polygons of more corners are cut as if they were convex: the search below takes time by the third power.
    private static let mostSearched = 32

    /// Appends the corners of a polygon's triangles, two fewer than it has corners.
    ///
    /// Ears are cut off one by one (Meisters, "Polygons have ears", 1975) in the plane in which the polygon is largest, so that
    /// dents stay dents.
    ///
    /// - Parameters:
    ///   - polygon: Numbers of vertices that are there, at least three.
    ///   - coordinates: x, y, z of each vertex.
    static func append(_ polygon: ArraySlice<Int32>, of coordinates: [Float], to faces: inout [Int32]) {
        var rest = Array(polygon)
        guard rest.count > 3, rest.count <= mostSearched else { return appendFan(rest, to: &faces) }
        var points = projected(rest, coordinates)
        while rest.count > 3 {
            guard let ear = ear(points) else { break }
            faces += [rest[(ear + rest.count - 1) % rest.count], rest[ear], rest[(ear + 1) % rest.count]]
            rest.remove(at: ear)
            points.remove(at: ear)
        }
        appendFan(rest, to: &faces)
    }

    private static func appendFan(_ polygon: [Int32], to faces: inout [Int32]) {
        for corner in polygon.indices.dropFirst(2) { faces += [polygon[0], polygon[corner - 1], polygon[corner]] }
    }

    /// The corners without the axis along which the polygon is seen best, turned so that they run to the left.
    private static func projected(_ polygon: [Int32], _ coordinates: [Float]) -> [(x: Double, y: Double)] {
        let corners = polygon.map { corner in (0..<3).map { Double(coordinates[Int(corner) * 3 + $0]) } }
        // Newell's normal: twice the area that is seen along each axis.
        var normal = [0.0, 0, 0]
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            for axis in 0..<3 {
                let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
                normal[axis] += corner[first] * next[second] - next[first] * corner[second]
            }
        }
        let axis = (0..<3).max { abs(normal[$0]) < abs(normal[$1]) } ?? 2
        let sign = normal[axis] < 0 ? -1.0 : 1
        return corners.map { (x: $0[(axis + 1) % 3] * sign, y: $0[(axis + 2) % 3]) }
    }

    /// The place of a corner that can be cut off: it turns to the left, and no other corner is inside.
    private static func ear(_ points: [(x: Double, y: Double)]) -> Int? {
        points.indices.first { place in
            let (before, after) = ((place + points.count - 1) % points.count, (place + 1) % points.count)
            let (first, tip, last) = (points[before], points[place], points[after])
            guard turn(first, tip, last) > 0 else { return false }
            return points.indices.allSatisfy { other in
                guard other != before, other != place, other != after else { return true }
                let point = points[other]
                // A corner at the same place as one of these, as where a hole is cut open, hides nothing.
                if point == first || point == tip || point == last { return true }
                return turn(first, tip, point) < 0 || turn(tip, last, point) < 0 || turn(last, first, point) < 0
            }
        }
    }

    /// Above 0 where the way turns to the left.
    private static func turn(
        _ one: (x: Double, y: Double), _ two: (x: Double, y: Double), _ three: (x: Double, y: Double)
    ) -> Double {
        (two.x - one.x) * (three.y - one.y) - (three.x - one.x) * (two.y - one.y)
    }
}
