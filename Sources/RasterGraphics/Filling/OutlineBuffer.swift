/// Closed polygons one after another, in memory that is used again: the outlines of strokes are long, and a chart has many.
struct OutlineBuffer: Sendable {
    /// The points of all polygons.
    private(set) var points: [Point] = []
    /// Where each polygon ends.
    private(set) var ends: [Int] = []

    /// The memory of larger outlines (16 MiB) is given back.
    private static let mostKeptPoints = 1 << 20

    mutating func append(_ point: Point) { points.append(point) }

    /// What was added since the last polygon is the next one.
    mutating func close() { ends.append(points.count) }

    mutating func removeAll() {
        points.removeAll(keepingCapacity: points.count <= OutlineBuffer.mostKeptPoints)
        ends.removeAll(keepingCapacity: true)
    }
}

extension OutlineBuffer: EdgeSource {
    func gather(into gathering: inout EdgeGathering) {
        points.withUnsafeBufferPointer { points in
            var start = 0
            for end in ends {
                if start < end { gathering.add(polygon: points[start..<end]) }
                start = end
            }
        }
    }
}
