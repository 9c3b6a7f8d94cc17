import EventFiles
import MediaFiles
import Testing

@Suite struct PLYTests {
    private func place(of text: String) throws -> MediaError.Place? {
        try #require(throws: MediaError.self) { try PLYReader.read(Array(text.utf8)) }.place
    }

    @Test(arguments: PLYFormat.allCases)
    func `what is written is read`(_ format: PLYFormat) throws {
        for seed: UInt64 in 0..<100 {
            let mesh = try Meshes.random(seed: seed)
            #expect(try PLYReader.read(PLYWriter.write(mesh, as: format)) == mesh, "seed \(seed)")
        }
    }

    @Test func `what is not asked for is passed over`() throws {
        let mesh = try PLYReader.read(
            Array(
                """
                ply
                format ascii 1.0
                comment made by hand
                element camera 1
                property list uchar float matrix
                property double zoom
                element vertex 3
                property float confidence
                property double z
                property double y
                property double x
                property ushort blue
                property ushort green
                property ushort red
                element edge 0
                element face 1
                property uchar flags
                property list uint8 uint32 vertex_index
                property list uchar float texcoord
                end_header
                2 0.5 0.5 1
                0.1 3 2 1 0 0 65535
                0.1 0 0 0 0 65535 0
                0.1 1 0 0 65535 0 0
                9 3 0 1 2 2 0.5 0.5
                """.utf8))
        #expect(mesh.vertices == [1, 2, 3, 0, 0, 0, 0, 0, 1])
        #expect(mesh.colors == [255, 0, 0, 0, 255, 0, 0, 0, 255])
        #expect(mesh.faces == [0, 1, 2])
    }

    @Test func `what is wrong is said with its line or byte`() throws {
        let head = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
        let faces = "element face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n"
        #expect(try place(of: "plx") == .byte(0))
        #expect(try place(of: head + "end_header\n0 0 0\n0 nan 0\n0 0 0\n") == .line(9))
        #expect(try place(of: head + "end_header\n0 0 0\n0 1e39 0\n0 0 0\n") == .line(9))
        #expect(try place(of: head + faces + "3 0 1 3\n") == .line(13))
        #expect(try place(of: head + faces + "3 0 1 -1\n") == .line(13))
        #expect(try place(of: head + faces + "2 0 1\n") == .line(13))
        #expect(try place(of: head + faces + "3 0 1\n") != nil)
        #expect(try place(of: "ply\nformat ascii 2.0\nend_header\n") == .line(2))
        #expect(try place(of: "ply\nformat ascii 1.0\nproperty float x\nend_header\n") == .line(3))
        #expect(throws: MediaError.self) { try PLYReader.read(Array("ply\nformat ascii 1.0\nend_header\n".utf8)) }
    }

    @Test func `a coordinate that is not finite is said with its byte`() throws {
        var bytes = try PLYWriter.write(Meshes.tetrahedron())
        let start = bytes.count - 4 * 13 - 4 * 15
        bytes.replaceSubrange(start + 15 + 4..<start + 15 + 8, with: [0, 0, 0x80, 0x7F])
        #expect(try #require(throws: MediaError.self) { try PLYReader.read(bytes) }.place == .byte(start + 19))
    }

    @Test(arguments: ["ascii", "binary_little_endian", "binary_big_endian"])
    func `a header that promises more than there is takes no memory`(_ format: String) throws {
        for count in [4, 2_000_000_000, Int.max] {
            let text = """
                ply\nformat \(format) 1.0\nelement vertex \(count)
                property float x\nproperty float y\nproperty float z\nend_header\n0 0 0\n
                """
            let error = try #require(throws: MediaError.self) { try PLYReader.read(Array(text.utf8)) }
            #expect(error.code == (count > Int32.max ? .tooLarge : .corruptData))
            #expect(count > Int32.max || error.message.contains("no room"))
        }
        let list =
            "ply\nformat \(format) 1.0\nelement x 1\nproperty list uint int l\nend_header\n\u{7F}\u{7F}\u{7F}\u{7F} 1 1"
        #expect(throws: MediaError.self) { try PLYReader.read(Array(list.utf8)) }
        let header = "ply\nformat \(format) 1.0\n" + String(repeating: "comment x\n", count: 100_000)
        #expect(throws: MediaError.self) { try PLYReader.read(Array(header.utf8)) }
    }

    @Test(arguments: PLYFormat.allCases)
    func `no bytes make the reader trap`(_ format: PLYFormat) throws {
        try Hostile.feed(PLYWriter.write(Meshes.tetrahedron(), as: format)) { bytes throws(MediaError) in
            _ = try PLYReader.read(bytes)
        }
    }
}
