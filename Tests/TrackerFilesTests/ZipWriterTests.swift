import EventFiles
import Foundation
import RegistryTestKit
import Testing

@testable import TrackerFiles

@Suite struct ZipWriterTests {
    let folder: OwnedFolder
    private static let python = "/usr/bin/python3"
    private static let contents: [(String, ZipWriter.Method, [UInt8])] = [
        ("experiment.json", .deflated, Array("{}".utf8)), ("empty", .deflated, []), ("nothing", .stored, []),
        ("名前 🏃", .stored, [0, 255, 1]),
        ("long", .deflated, (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7 ^ $0 >> 11) }),
        ("long as it is", .stored, (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }),
    ]

    init() throws { folder = try OwnedFolder() }

    /// Writes the contents.
    ///
    /// - Returns: The zip file's path.
    private func write(longSize: Int? = nil, longOffset: Int? = nil) throws -> String {
        let path = folder.url.appending(path: "\(UUID().uuidString).zip").path
        let file = try #require(try PosixFile.create(path))
        let zip =
            if let longSize, let longOffset {
                ZipWriter(file, longSize: longSize, longOffset: longOffset)
            } else {
                ZipWriter(file)
            }
        for (name, method, bytes) in Self.contents { try zip.add(name, bytes, method) }
        try zip.finish()
        try file.close()
        return path
    }

    private func check(_ path: String) throws {
        let zip = try ZipReader(path)
        #expect(zip.reports.isEmpty && zip.entries.map(\.name) == Self.contents.map(\.0))
        for (name, _, bytes) in Self.contents {
            let entry = try #require(zip.entry(named: name))
            #expect(try zip.bytes(of: entry, limit: 1 << 24) == bytes, "\(name)")
        }
    }

    /// Python's `zipfile` finds every file whole.
    private func checkWithPython(_ path: String) throws {
        let program = """
            import hashlib, sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for entry in archive.infolist():
                print(entry.filename, entry.file_size, entry.compress_type, sum(archive.read(entry)))
            """
        let process = Process()
        process.executableURL = URL(filePath: Self.python)
        process.arguments = ["-X", "utf8", "-c", program, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let expected = Self.contents.map { name, method, bytes in
            "\(name) \(bytes.count) \(method.rawValue) \(bytes.reduce(0) { $0 + Int($1) })\n"
        }
        #expect(String(decoding: data, as: UTF8.self) == expected.joined())
    }

    @Test func `what is written is read again, and text becomes smaller`() throws {
        let path = try write()
        try check(path)
        let entry = try #require(try ZipReader(path).entry(named: "long"))
        #expect(entry.compressedSize < entry.size / 2)
    }

    @Test func `numbers of 64 bits are read again where sizes or places ask for them`() throws {
        let plain = try Data(contentsOf: URL(filePath: try write()))
        for (size, offset) in [(0, Int.max), (600_000, 0xFFFF_FFFF), (Int.max, 100), (0, 0)] {
            let path = try write(longSize: size, longOffset: offset)
            try check(path)
            #expect(try Data(contentsOf: URL(filePath: path)).count > plain.count)
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: ZipWriterTests.python)))
    func `Python's zipfile reads what is written`() throws {
        try checkWithPython(try write())
        for (size, offset) in [(0, Int.max), (600_000, 0xFFFF_FFFF), (Int.max, 100), (0, 0)] {
            try checkWithPython(try write(longSize: size, longOffset: offset))
        }
    }

    @Test func `more files than 16 bits count are all there`() throws {
        let path = folder.url.appending(path: "many.zip").path
        let file = try #require(try PosixFile.create(path))
        let zip = ZipWriter(file)
        for index in 0..<65_540 { try zip.add("\(index)", [], .stored) }
        try zip.finish()
        #expect(try ZipReader(path).entries.count == 65_540)
    }

    @Test func `a file on the disk is put in whole, and a name that is too long is refused`() throws {
        let source = try folder.file("source", Self.contents[4].2)
        let path = folder.url.appending(path: "a.zip").path
        let file = try #require(try PosixFile.create(path))
        let zip = ZipWriter(file)
        try zip.add("source", fileAt: source.path)
        #expect(throws: EventFileError.self) { try zip.add(String(repeating: "x", count: 65_536), []) }
        try zip.finish()
        let reader = try ZipReader(path)
        let entry = try #require(reader.entry(named: "source"))
        #expect(reader.entries.count == 1)
        #expect(try reader.bytes(of: entry, limit: 1 << 24) == Self.contents[4].2)
    }
}
