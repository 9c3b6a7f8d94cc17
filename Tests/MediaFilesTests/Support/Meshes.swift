import EventFiles
import RegistryTestKit

/// Meshes to write.
enum Meshes {
    /// A tetrahedron with a colour at each corner.
    static func tetrahedron() throws -> Mesh {
        try Mesh(
            vertices: [0, 0, 0, 1, 0, 0, 0, 1.5, 0, 0, 0, -2.25e-5], faces: [0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2],
            colors: [255, 0, 0, 0, 255, 0, 0, 0, 255, 17, 128, 254])
    }

    /// Any mesh: with or without faces and colours, coordinates of all sizes.
    static func random(seed: UInt64) throws -> Mesh {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...40, using: &random)
        let vertices = (0..<count * 3).map { _ in
            let bits = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            return bits.isFinite ? bits : 0.5
        }
        let faces = (0..<Int.random(in: 0...30, using: &random) * 3).map { _ in
            Int32.random(in: 0..<Int32(count), using: &random)
        }
        let hasColors = Bool.random(using: &random)
        let colors = hasColors ? vertices.map { _ in UInt8(truncatingIfNeeded: random.next()) } : []
        return try Mesh(vertices: vertices, faces: faces, colors: colors)
    }
}
