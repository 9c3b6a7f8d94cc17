import EventFiles
import MediaFiles
import Testing

@Suite struct OBJTests {
    private func read(_ text: String) throws(MediaError) -> Mesh { try OBJReader.read(Array(text.utf8)) }

    private func line(of text: String) throws -> MediaError.Place? {
        try #require(throws: MediaError.self) { try read(text) }.place
    }

    @Test func `what is written is read`() throws {
        for seed: UInt64 in 0..<200 {
            let mesh = try Meshes.random(seed: seed)
            #expect(try OBJReader.read(OBJWriter.write(mesh)) == mesh, "seed \(seed)")
        }
    }

    @Test func `faces count from the end, ahead, and with textures and normals`() throws {
        let mesh = try read(
            """
            # a remark
            mtllib x.mtl
            f 1/1/1 2//2 3/3
            v 0 0 0\r
            v 1 0 0 # to the right
            vt 0 0
            v 1 1 0 1.0
            g group
            f -3 \\
            -2 -1
            """)
        #expect(mesh.vertices == [0, 0, 0, 1, 0, 0, 1, 1, 0])
        #expect(mesh.faces == [0, 1, 2, 0, 1, 2])
    }

    @Test func `vertices without a colour among others are white`() throws {
        let mesh = try read("v 0 0 0\nv 0 0 1 1 0.5 0\nv 1 2 3\n")
        #expect(mesh.colors == [255, 255, 255, 255, 128, 0, 255, 255, 255])
    }

    @Test func `a polygon becomes triangles, and a dent stays one`() throws {
        let square = try read("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4")
        #expect(square.faces.count == 6)
        // An arrow head: the corner 4 is inside the triangle of the others.
        let dent = try read("v 0 0 0\nv 4 0 0\nv 4 4 0\nv 3 1 0\nf 1 2 3 4")
        #expect(signedAreas(dent).allSatisfy { $0 > 0 })
        #expect(abs(signedAreas(dent).reduce(0, +) - 4) < 1e-6)
    }

    /// Areas of triangles in the plane of x and y, above 0 where they turn to the left.
    private func signedAreas(_ mesh: Mesh) -> [Float] {
        stride(from: 0, to: mesh.faces.count, by: 3).map { place in
            let points = mesh.faces[place..<place + 3].map {
                (mesh.vertices[Int($0) * 3], mesh.vertices[Int($0) * 3 + 1])
            }
            let (one, two, three) = (points[0], points[1], points[2])
            return ((two.0 - one.0) * (three.1 - one.1) - (three.0 - one.0) * (two.1 - one.1)) / 2
        }
    }

    @Test func `what is wrong is said with its line`() throws {
        #expect(try line(of: "v 0 0 0\nv 0 nan 0\n") == .line(2))
        #expect(try line(of: "v 0 0 0\nv 0 1e39 0\n") == .line(2))
        #expect(try line(of: "v 0 0\n") == .line(1))
        #expect(try line(of: "v 0 0 0 0 0\n") == .line(1))
        #expect(try line(of: "v 0 0 0 1 1 1.5\n") == .line(1))
        #expect(try line(of: "v 0 0 0\n\nf 1 1 2\n") == .line(3))
        #expect(try line(of: "v 0 0 0\nf 1 1 -2\n") == .line(2))
        #expect(try line(of: "v 0 0 0\nf 1 1 0\n") == .line(2))
        #expect(try line(of: "v 0 0 0\nf 1 1\n") == .line(2))
        #expect(try line(of: "v 0 0 0\nf -9223372036854775808 1 1\n") == .line(2))
        #expect(try line(of: "v 0 0 0\nf 1 1 99999999999999999999\n") == .line(2))
        #expect(try #require(throws: MediaError.self) { try read("# nothing\n") }.message == "the file has no vertices")
    }

    @Test func `a coordinate that is not finite is not written`() throws {
        let mesh = try Mesh(vertices: [0, 0, 0, 1, .nan, 0])
        #expect { try OBJWriter.write(mesh) } throws: { ($0 as? MediaError)?.message.contains("vertex 1") == true }
        #expect { try PLYWriter.write(mesh) } throws: { ($0 as? MediaError)?.message.contains("vertex 1") == true }
    }

    @Test func `no bytes make the reader trap`() throws {
        try Hostile.feed(OBJWriter.write(Meshes.tetrahedron())) { bytes throws(MediaError) in
            _ = try OBJReader.read(bytes)
        }
    }
}
