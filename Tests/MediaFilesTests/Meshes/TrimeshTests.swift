import EventFiles
import Foundation
import MediaFiles
import RegistryTestKit
import Testing

/// What trimesh sees in our files, and we in its.
@Suite(.enabled(if: Trimesh.absence == nil, "needs trimesh")) struct TrimeshTests {
    private struct Numbers: Decodable {
        let vertices: [[Float]]
        let faces: [[Int32]]
        let colors: [[UInt8]]
    }

    private static let reader = """
        import json, sys, trimesh
        m = trimesh.load(sys.argv[1], process=False, maintain_order=True)
        is_mesh = hasattr(m, "faces")
        colors = m.visual.vertex_colors if is_mesh else m.colors
        print(json.dumps(dict(
            vertices=m.vertices.tolist(), faces=m.faces.tolist() if is_mesh else [], colors=colors[:, :3].tolist())))
        """

    private func expectSame(_ bytes: [UInt8], _ mesh: Mesh, ending: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "mesh.\(ending)")
            try Data(bytes).write(to: file)
            let read = try JSONDecoder().decode(Numbers.self, from: TestPython.run(Self.reader, file.path))
            #expect(Array(read.vertices.joined()) == mesh.vertices)
            #expect(Array(read.faces.joined()) == mesh.faces)
            #expect(Array(read.colors.joined()) == mesh.colors)
        }
    }

    @Test func `it reads what we write`() async throws {
        let mesh = try Meshes.tetrahedron()
        let cloud = try Mesh(vertices: mesh.vertices, colors: mesh.colors)
        try await expectSame(OBJWriter.write(mesh), mesh, ending: "obj")
        for format in [PLYFormat.ascii, .binaryLittleEndian] {
            try await expectSame(PLYWriter.write(mesh, as: format), mesh, ending: "ply")
            try await expectSame(PLYWriter.write(cloud, as: format), cloud, ending: "ply")
        }
    }

    @Test(arguments: ["obj", "ply", "ascii.ply"])
    func `we read what it writes`(_ ending: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "mesh.\(ending)")
            let script = """
                import sys, trimesh
                m = trimesh.creation.box(extents=(1, 2, 4))
                m.visual.vertex_colors = [[i * 30, 200 - i, i, 255] for i in range(8)]
                if sys.argv[1].endswith("ascii.ply"):
                    m.export(sys.argv[1], encoding="ascii")
                else:
                    m.export(sys.argv[1])
                """
            _ = try TestPython.run(script, file.path)
            let bytes = [UInt8](try Data(contentsOf: file))
            let mesh = try ending == "obj" ? OBJReader.read(bytes) : PLYReader.read(bytes)
            let expected: [UInt8] = (0..<8).flatMap { (number: UInt8) -> [UInt8] in [number * 30, 200 - number, number]
            }
            #expect(mesh.vertices.count == 24 && mesh.faces.count == 36)
            #expect(mesh.vertices.map(\.magnitude).max() == 2)
            #expect(mesh.colors == expected)
        }
    }
}
