public import EventFiles

/// Reads meshes and clouds of points from PLY files, as text or bytes of either order. Made for files from strangers: no memory
/// is taken for what a file only says it has.
///
/// Coordinates, colours (8 or 16 bits, or numbers from 0 to 1) and faces are read, everything else is passed over. Polygons
/// are cut into triangles.
///
/// Source: The PLY Polygon File Format, version 1.0 (Turk, Stanford, 1994).
public enum PLYReader {
    /// The mesh in a file.
    ///
    /// - Throws: `MediaError` with `corruptData` and the line or, in bytes, the byte: of a coordinate that is not finite, a colour out
    ///   of range, a face that names a vertex that is not there, a count for which the file has no room. With `unsupported` for a
    ///   format of a later version.
    public static func read(_ bytes: [UInt8]) throws(MediaError) -> Mesh {
        let header = try PLYHeader(bytes)
        var numbers = PLYNumbers(bytes, after: header)
        var polygons = PolygonList()
        let vertexCount = header.elements.first { $0.name == "vertex" }?.count ?? 0
        guard vertexCount <= Int(Int32.max) else {
            throw MediaError(.tooLarge, at: numbers.place, "a mesh has at most 2147483647 vertices")
        }
        for (index, element) in header.elements.enumerated() where !element.properties.isEmpty {
            try numbers.checkRoom(for: element)
            let isFirst = header.elements[..<index].allSatisfy { $0.name != element.name }
            switch element.name {
            case "vertex" where isFirst: try readVertices(element, &numbers, into: &polygons)
            case "face" where isFirst: try readFaces(element, &numbers, vertexCount: vertexCount, into: &polygons)
            default:
                for _ in 0..<element.count {
                    for property in element.properties { try skip(property, &numbers) }
                }
            }
        }
        return try polygons.mesh()
    }

    private static func readVertices(
        _ element: PLYHeader.Element, _ numbers: inout PLYNumbers, into polygons: inout PolygonList
    ) throws(MediaError) {
        /// Of each property, where its number goes: 0 to 2 are coordinates, 3 to 5 a colour.
        let targets = element.properties.map { property in
            property.countType == nil ? ["x", "y", "z", "red", "green", "blue"].firstIndex(of: property.name) : nil
        }
        guard Set([0, 1, 2]).isSubset(of: targets) else {
            throw MediaError(.corruptData, at: numbers.place, "the vertices of the PLY file have no x, y and z")
        }
        let hasColors = Set([3, 4, 5]).isSubset(of: targets)
        polygons.coordinates.reserveCapacity(element.count * 3)
        var values = [Float](repeating: 0, count: 6)
        for _ in 0..<element.count {
            for (property, target) in zip(element.properties, targets) {
                let place = numbers.place
                guard let target else {
                    try skip(property, &numbers)
                    continue
                }
                let number = try numbers.next(property.type)
                if target < 3 {
                    values[target] = Float(number)
                    guard values[target].isFinite else {
                        throw MediaError(.corruptData, at: place, "a coordinate of the PLY file is not finite")
                    }
                } else if hasColors {
                    values[target] = Float(try channel(number, property.type, at: place))
                }
            }
            polygons.coordinates += values[..<3]
            if hasColors { polygons.colors += values[3...].map { UInt8($0) } }
        }
    }

    /// A channel of a colour, 0 to 255.
    private static func channel(
        _ number: Double, _ type: PLYType, at place: MediaError.Place
    ) throws(MediaError) -> UInt8 {
        let largest: Double =
            switch type {
            case .float, .double: 1
            case .uint16: 65_535
            default: 255
            }
        guard (0...largest).contains(number) else {
            throw MediaError(
                .corruptData, at: place, "a colour's channels are 0 to \(largest) in this PLY file, not \(number)")
        }
        return UInt8((number / largest * 255).rounded())
    }

    private static func readFaces(
        _ element: PLYHeader.Element, _ numbers: inout PLYNumbers, vertexCount: Int, into polygons: inout PolygonList
    ) throws(MediaError) {
        let names = ["vertex_indices", "vertex_index"]
        for _ in 0..<element.count {
            for property in element.properties {
                guard let countType = property.countType, names.contains(property.name) else {
                    try skip(property, &numbers)
                    continue
                }
                let place = numbers.place
                let count = try numbers.count(countType, of: property.type)
                guard count >= 3 else {
                    throw MediaError(.corruptData, at: place, "a face has at least 3 corners, not \(count)")
                }
                var polygon: [Int32] = []
                for _ in 0..<count {
                    let place = numbers.place
                    let number = try numbers.next(property.type)
                    guard let corner = Int32(exactly: number), (0..<vertexCount).contains(Int(corner)) else {
                        throw MediaError(
                            .corruptData, at: place,
                            "a face names the vertex \(number), and the file has \(vertexCount), from 0")
                    }
                    polygon.append(corner)
                }
                polygons.append(polygon)
            }
        }
    }

    private static func skip(_ property: PLYHeader.Property, _ numbers: inout PLYNumbers) throws(MediaError) {
        guard let countType = property.countType else {
            _ = try numbers.next(property.type)
            return
        }
        for _ in 0..<(try numbers.count(countType, of: property.type)) { _ = try numbers.next(property.type) }
    }
}
