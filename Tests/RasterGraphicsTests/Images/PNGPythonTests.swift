import Foundation
import RasterGraphics
import Testing

/// Another reader, written against the PNG specification with Python's standard library, reads the same pixels.
@Suite struct PNGPythonTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Checks every checksum and that no row is filtered, and prints the pixels.
    private static let reader = """
        import sys, struct, zlib
        data = open(sys.argv[1], 'rb').read()
        assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
        at, body, kinds = 8, b'', []
        while at < len(data):
            size, kind = struct.unpack('>I4s', data[at:at + 8])
            chunk = data[at + 8:at + 8 + size]
            assert zlib.crc32(kind + chunk) == struct.unpack('>I', data[at + 8 + size:at + 12 + size])[0]
            if kind == b'IHDR': width, height, depth, color = struct.unpack('>IIBB', chunk[:10])
            if kind == b'IDAT': body += chunk
            kinds.append(kind)
            at += 12 + size
        assert kinds[0] == b'IHDR' and kinds[-1] == b'IEND' and depth == 8
        step = {0: 1, 2: 3, 6: 4}[color]
        raw, out = zlib.decompress(body), bytearray()
        for y in range(height):
            line = raw[y * (width * step + 1):(y + 1) * (width * step + 1)]
            assert line[0] == 0, 'rows are not filtered'
            out += line[1:]
        sys.stdout.buffer.write(struct.pack('>II', width, height) + bytes(out))
        """

    @Test(.enabled(if: python != nil, "needs python3"))
    func `python reads the same pixels`() throws {
        let python = try #require(Self.python)
        var canvas = Canvas(try Pixmap(width: 61, height: 37, color: .white))
        canvas.fill(Path(circleAt: Point(x: 30, y: 18), radius: 15), color: Color(hex: 0xD55E00).withOpacity(0.5))
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("picture.png")
        let texts = [try PNGText(key: "Title", value: "Größe µ")]
        try Data(PNGEncoder().encode(canvas.pixmap, channels: .rgba, texts: texts)).write(to: file)

        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", Self.reader, file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect([UInt8](output) == [0, 0, 0, 61, 0, 0, 0, 37] + canvas.pixmap.bytes)
    }
}
