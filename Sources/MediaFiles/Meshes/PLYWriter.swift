public import EventFiles

/// Writes meshes and clouds of points as PLY files.
///
/// Source: as of ``PLYReader``.
public enum PLYWriter {
    /// The PLY file of a mesh.
    ///
    /// - Parameters:
    ///   - mesh: The mesh.
    ///   - format: How numbers are stored; as bytes, least significant first, by default.
    /// - Throws: `MediaError` with `invalidArgument` for a coordinate that is not finite.
    public static func write(_ mesh: Mesh, as format: PLYFormat = .binaryLittleEndian) throws(MediaError) -> [UInt8] {
        try mesh.checkCoordinates()
        let hasColors = !mesh.colors.isEmpty
        var header = "ply\nformat \(format.name) 1.0\nelement vertex \(mesh.vertices.count / 3)\n"
        for name in ["x", "y", "z"] { header += "property float \(name)\n" }
        if hasColors { for name in ["red", "green", "blue"] { header += "property uchar \(name)\n" } }
        if !mesh.faces.isEmpty {
            header += "element face \(mesh.faces.count / 3)\nproperty list uchar int vertex_indices\n"
        }
        var bytes = Array("\(header)end_header\n".utf8)
        for place in stride(from: 0, to: mesh.vertices.count, by: 3) {
            let coordinates = mesh.vertices[place..<place + 3]
            let colors = hasColors ? mesh.colors[place..<place + 3] : []
            if format == .ascii {
                bytes += line(coordinates.map { "\($0)" } + colors.map { "\($0)" })
            } else {
                for coordinate in coordinates { append(coordinate.bitPattern, format, to: &bytes) }
                bytes += colors
            }
        }
        for place in stride(from: 0, to: mesh.faces.count, by: 3) {
            let corners = mesh.faces[place..<place + 3]
            if format == .ascii {
                bytes += line(["3"] + corners.map { "\($0)" })
            } else {
                bytes.append(3)
                for corner in corners { append(UInt32(bitPattern: corner), format, to: &bytes) }
            }
        }
        return bytes
    }

    private static func line(_ words: [String]) -> [UInt8] { Array(words.joined(separator: " ").utf8) + [0x0A] }

    private static func append(_ number: UInt32, _ format: PLYFormat, to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(format == .binaryBigEndian ? number.byteSwapped : number)
    }
}
