public import EventFiles

/// Writes meshes and clouds of points as Wavefront OBJ files: text, which every program reads.
///
/// Source: as of ``OBJReader``.
public enum OBJWriter {
    /// The OBJ file of a mesh; colours stand behind coordinates, as numbers from 0 to 1.
    /// - Throws: `MediaError` with `invalidArgument` for a coordinate that is not finite.
    public static func write(_ mesh: Mesh) throws(MediaError) -> [UInt8] {
        try mesh.checkCoordinates()
        var text = ""
        for place in stride(from: 0, to: mesh.vertices.count, by: 3) {
            text += "v \(mesh.vertices[place]) \(mesh.vertices[place + 1]) \(mesh.vertices[place + 2])"
            if !mesh.colors.isEmpty {
                for channel in mesh.colors[place..<place + 3] { text += " \(Float(channel) / 255)" }
            }
            text += "\n"
        }
        for place in stride(from: 0, to: mesh.faces.count, by: 3) {
            text += "f \(mesh.faces[place] + 1) \(mesh.faces[place + 1] + 1) \(mesh.faces[place + 2] + 1)\n"
        }
        return Array(text.utf8)
    }
}

extension Mesh {
    /// - Throws: `MediaError` with `invalidArgument` that names the vertex with a coordinate that is not finite.
    func checkCoordinates() throws(MediaError) {
        guard let place = vertices.firstIndex(where: { !$0.isFinite }) else { return }
        throw MediaError(
            .invalidArgument,
            "the coordinates of a mesh are finite, and one of vertex \(place / 3) is \(vertices[place])")
    }
}
