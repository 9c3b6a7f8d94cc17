import EventFiles

/// Meshes, put together from the parts that an event has of each.
struct MeshParts {
    private struct Parts {
        var vertices: [Float] = []
        var faces: [Int32] = []
        var colors: [UInt8] = []
    }

    private var names: [String] = []
    private var parts: [String: Parts] = [:]

    /// Takes a part in. Of a batch of several meshes nothing is taken: their faces count from each mesh's own first vertex.
    mutating func add(_ part: MeshPart) {
        guard part.shape.count < 3 || part.shape.first == 1 else { return }
        if parts[part.name] == nil { names.append(part.name) }
        switch part.numbers {
        case .vertices(let numbers): parts[part.name, default: Parts()].vertices = numbers
        case .faces(let numbers): parts[part.name, default: Parts()].faces = numbers
        case .colors(let numbers): parts[part.name, default: Parts()].colors = numbers
        }
    }

    /// The meshes that the parts make, in the order of their first parts. Parts that fit no mesh make none.
    var meshes: [(name: String, mesh: Mesh)] {
        names.compactMap { name in
            guard let parts = parts[name],
                let mesh = try? Mesh(vertices: parts.vertices, faces: parts.faces, colors: parts.colors)
            else { return nil }
            return (name, mesh)
        }
    }
}
