/// A surface or a cloud of points in space, to be written.
public struct Mesh: Hashable, Sendable {
    /// x, y, z of each vertex, one vertex after the other.
    public let vertices: [Float]
    /// Three indices of vertices for each triangle; empty for a cloud of points.
    public let faces: [Int32]
    /// Red, green, blue of each vertex, 0 to 255; empty for no colours.
    public let colors: [UInt8]
    /// The scene's configuration (camera, material, …) as JSON.
    public let configuration: String

    /// A mesh.
    ///
    /// - Parameters:
    ///   - vertices: x, y, z of each vertex.
    ///   - faces: Three indices of vertices for each triangle. The default is none.
    ///   - colors: Red, green, blue of each vertex. The default is none.
    ///   - configuration: The scene's configuration as JSON. The default is `{}`.
    /// - Throws: `EventFileError` with `invalid` when a list is not made of threes, a face names a vertex that is not
    ///   there, or vertices and colours differ in number.
    public init(
        vertices: [Float], faces: [Int32] = [], colors: [UInt8] = [], configuration: String = "{}"
    ) throws(EventFileError) {
        guard !vertices.isEmpty, vertices.count.isMultiple(of: 3) else {
            throw EventFileError(.invalid, "\(vertices.count) coordinates are not three for each vertex")
        }
        guard faces.count.isMultiple(of: 3) else {
            throw EventFileError(.invalid, "\(faces.count) indices are not three for each face")
        }
        guard faces.allSatisfy({ $0 >= 0 && Int($0) < vertices.count / 3 }) else {
            throw EventFileError(.invalid, "a face names a vertex that is not there")
        }
        guard colors.isEmpty || colors.count == vertices.count else {
            throw EventFileError(.invalid, "\(vertices.count / 3) vertices have \(colors.count) colour components")
        }
        self.vertices = vertices
        self.faces = faces
        self.colors = colors
        self.configuration = configuration
    }

    func parts(named name: String) -> [MeshPart] {
        func part(_ numbers: MeshPart.Numbers, _ count: Int) -> MeshPart? {
            guard count > 0 else { return nil }
            return MeshPart(
                name: name, numbers: numbers, shape: [1, Int64(count / 3), 3], configuration: configuration)
        }
        return [
            part(.vertices(vertices), vertices.count), part(.faces(faces), faces.count),
            part(.colors(colors), colors.count),
        ].compactMap(\.self)
    }
}

extension SummaryValue {
    /// A mesh for TensorBoard's mesh page: one value each for vertices, faces and colours. Log them in one event.
    ///
    /// - Parameters:
    ///   - name: What it is shown under; the tags are `name_VERTEX`, `name_FACE` and `name_COLOR`.
    ///   - mesh: The mesh. A later mesh of this name should have faces and colours when the first one has.
    ///   - displayName: The title to show in place of the name. Empty for the name itself.
    ///   - description: Markdown shown beside the title.
    public static func mesh(
        _ name: String, _ mesh: Mesh, displayName: String = "", description: String = ""
    ) -> [SummaryValue] {
        let parts = mesh.parts(named: name)
        let components = parts.reduce(Int64(0)) { $0 | 1 << $1.contentType }
        return parts.map { part in
            SummaryValue(
                tag: "\(name)_\(part.tagEnding)", payload: .tensor(part.tensor),
                metadata: SummaryMetadata(
                    pluginName: PluginName.mesh, pluginContent: part.pluginContent(components: components),
                    displayName: displayName, summaryDescription: description, dataClass: .tensor))
        }
    }
}
