public import EventFiles

/// Reads meshes and clouds of points from Wavefront OBJ files. Made for files from strangers: memory is taken for what is there.
///
/// Vertices, their colours (`v x y z r g b`, as most programs write them) and faces are read; normals, textures, materials,
/// groups and lines are passed over. Faces may come before their vertices and count backwards. Polygons are cut into triangles.
///
/// Source: Advanced Visualizer manual, appendix B1, Object Files (Wavefront, 1992).
public enum OBJReader {
    /// The mesh in a file. Vertices without a colour among others with one are white.
    ///
    /// - Throws: `MediaError` with `corruptData`, with the line of a coordinate that is no finite number, a colour outside 0...1
    ///   or a face that names a vertex that is not there; without, when the file has no vertices.
    public static func read(_ bytes: [UInt8]) throws(MediaError) -> Mesh {
        var scanner = TextScanner(bytes)
        var content = Content()
        repeat {
            let keyword = scanner.wordInLine()
            if keyword?.elementsEqual("v".utf8) == true {
                try content.addVertex(&scanner)
            } else if keyword?.elementsEqual("f".utf8) == true {
                try content.addFace(&scanner)
            }
        } while scanner.nextLine()
        return try content.finished().mesh()
    }

    private struct Content {
        private var polygons = PolygonList()
        /// The highest number of a vertex that came before it, and the line that has it.
        private var ahead: (number: Int, line: Int)?

        mutating func addVertex(_ scanner: inout TextScanner) throws(MediaError) {
            let line = scanner.line
            var numbers: [Float] = []
            while let word = OBJReader.word(&scanner) {
                guard let number = NumberText.float(word) else {
                    throw MediaError(
                        .corruptData, at: .line(line), "\(NumberText.shown(word)) is no finite number for a vertex")
                }
                guard numbers.count < 8 else { break }
                numbers.append(number)
            }
            guard [3, 4, 6, 7].contains(numbers.count) else {
                throw MediaError(
                    .corruptData, at: .line(line),
                    "a vertex has 3 coordinates, a weight after them, or 3 or 4 channels of a colour, not \(numbers.count) numbers"
                )
            }
            guard polygons.vertexCount < Int(Int32.max) else {
                throw MediaError(.tooLarge, at: .line(line), "a mesh has at most 2147483647 vertices")
            }
            if numbers.count >= 6 {
                try addColor(numbers[3..<6], line)
            } else if !polygons.colors.isEmpty {
                polygons.colors += [255, 255, 255]
            }
            polygons.coordinates += numbers[..<3]
        }

        private mutating func addColor(_ channels: ArraySlice<Float>, _ line: Int) throws(MediaError) {
            if polygons.colors.isEmpty {
                polygons.colors = [UInt8](repeating: 255, count: polygons.coordinates.count)
            }
            for channel in channels {
                guard (0...1).contains(channel) else {
                    throw MediaError(.corruptData, at: .line(line), "a colour's channels are 0 to 1, not \(channel)")
                }
                polygons.colors.append(UInt8((channel * 255).rounded()))
            }
        }

        mutating func addFace(_ scanner: inout TextScanner) throws(MediaError) {
            let line = scanner.line
            var polygon: [Int32] = []
            while let word = OBJReader.word(&scanner) {
                // What follows a slash are textures and normals.
                let said = word.prefix { $0 != UInt8(ascii: "/") }
                guard let number = NumberText.whole(said), number != 0, number.magnitude <= UInt(Int32.max)
                else {
                    throw MediaError(
                        .corruptData, at: .line(line), "\(NumberText.shown(said)) is no number of a vertex")
                }
                let place = number > 0 ? number - 1 : polygons.vertexCount + number
                guard place >= 0 else {
                    throw MediaError(
                        .corruptData, at: .line(line),
                        "a face names the vertex \(number), and \(polygons.vertexCount) came before it")
                }
                if place >= polygons.vertexCount, place > ahead?.number ?? -1 { ahead = (place, line) }
                polygon.append(Int32(place))
            }
            guard polygon.count >= 3 else {
                throw MediaError(.corruptData, at: .line(line), "a face has at least 3 corners, not \(polygon.count)")
            }
            polygons.append(polygon)
        }

        func finished() throws(MediaError) -> PolygonList {
            if let ahead, ahead.number >= polygons.vertexCount {
                throw MediaError(
                    .corruptData, at: .line(ahead.line),
                    "a face names the vertex \(ahead.number + 1), and the file has \(polygons.vertexCount)")
            }
            return polygons
        }
    }

    /// The next word of a statement, which may go on in the next line after a backslash, and ends at a remark.
    private static func word(_ scanner: inout TextScanner) -> ArraySlice<UInt8>? {
        while let word = scanner.wordInLine() {
            if word.first == UInt8(ascii: "#") { return nil }
            guard word.elementsEqual("\\".utf8) else { return word }
            guard scanner.nextLine() else { return nil }
        }
        return nil
    }
}
