import EventFiles

/// Vertices and polygons on their way from a file to a mesh of triangles.
struct PolygonList {
    /// x, y, z of each vertex.
    var coordinates: [Float] = []
    /// Red, green, blue of each vertex, or none at all.
    var colors: [UInt8] = []
    /// The corners of all polygons, one polygon after the other.
    private var corners: [Int32] = []
    /// How many corners each has.
    private var cornerCounts: [Int32] = []

    var vertexCount: Int { coordinates.count / 3 }

    /// Takes a polygon of at least three corners in.
    mutating func append(_ polygon: [Int32]) {
        corners += polygon
        cornerCounts.append(Int32(polygon.count))
    }

    /// The mesh, its polygons cut into triangles. All corners must be vertices that are there.
    func mesh() throws(MediaError) -> Mesh {
        guard !coordinates.isEmpty else { throw MediaError(.corruptData, "the file has no vertices") }
        var faces: [Int32] = []
        faces.reserveCapacity(corners.count)
        var start = 0
        for count in cornerCounts {
            Triangulation.append(corners[start..<start + Int(count)], of: coordinates, to: &faces)
            start += Int(count)
        }
        do {
            return try Mesh(vertices: coordinates, faces: faces, colors: colors)
        } catch {
            throw MediaError(.corruptData, "the file is no mesh: \(error.message)")
        }
    }
}
