import Foundation
import RegistryCore
import Testing

@testable import visual_backend

struct OutputFileTests {
    private let folder: URL

    init() throws {
        // Temporary folders are behind links on some systems.
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "output-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func content(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path(name)))).map { [UInt8]($0) }
    }

    @Test func `A file is made, and replaced as a whole`() throws {
        for bytes in [[1, 2, 3], [4]] as [[UInt8]] {
            try OutputFile(path("a b 🦆.png")).write(bytes)
            #expect(content("a b 🦆.png") == bytes)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a b 🦆.png"])
    }

    private func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    @Test func `A new file is its owner's alone, and one that is replaced stays as open as it was`() throws {
        try OutputFile(path("new.png")).write([1])
        #expect(try permissions("new.png") == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path("new.png"))
        try OutputFile(path("new.png")).write([2])
        #expect(try permissions("new.png") == 0o644 && content("new.png") == [2])
    }

    @Test
    func `An exported file has its name when it is whole, is its owner's alone, and leaves nothing when given up`()
        throws
    {
        var file: ExportFile? = try ExportFile(URL(filePath: path("a.csv")))
        try file?.write(String(repeating: "x", count: 1 << 19))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(content("a.csv") == nil && names.count == 1)
        try file?.close()
        #expect(content("a.csv")?.count == 1 << 19)
        #expect(try permissions("a.csv") == 0o600)
        file = try ExportFile(URL(filePath: path("b.csv")))
        try file?.write("x")
        file = nil
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.csv"])
    }

    @Test func `A file that came meanwhile is not replaced, and what was written is kept under the name that is told`()
        throws
    {
        let file = try ExportFile(URL(filePath: path("a.csv")))
        try file.write("mine")
        try Data("theirs".utf8).write(to: URL(filePath: path("a.csv")))
        let error = #expect(throws: RegistryError.self) { try file.close() }
        #expect(error?.code == .alreadyExists && content("a.csv") == Array("theirs".utf8))
        let part = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".part") })
        #expect(content(part) == Array("mine".utf8) && error?.message.contains(part) == true)
    }

    @Test func `A link stays, and what it leads to is replaced`() throws {
        try Data([0]).write(to: URL(filePath: path("real.png")))
        try FileManager.default.createSymbolicLink(atPath: path("link.png"), withDestinationPath: path("real.png"))
        try OutputFile(path("link.png")).write([7])
        #expect(content("real.png") == [7])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link.png")) == path("real.png"))
    }

    @Test func `A pipe is written into and stays a pipe`() async throws {
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        // Opened for both, so that nobody waits for the other end.
        let descriptor = open(path("pipe"), O_RDWR)
        defer { close(descriptor) }
        try OutputFile(path("pipe")).write([1, 2, 3])
        var bytes: [UInt8] = [0, 0, 0]
        #expect(read(descriptor, &bytes, 3) == 3)
        #expect(bytes == [1, 2, 3])
    }

    #if os(Linux)
        @Test func `A full device is told, and stays a device`() throws {
            // Behind a link: should the device itself be replaced, that would be all that is lost.
            try FileManager.default.createSymbolicLink(atPath: path("device"), withDestinationPath: "/dev/full")
            let before = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
            try #require(before == .typeCharacterSpecial)
            let error = #expect(throws: RegistryError.self) { try OutputFile(path("device")).write([1]) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("No space left on device") == true, "\(String(describing: error))")
            let after = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
            #expect(after == .typeCharacterSpecial)
        }
    #endif

    @Test func `A folder, a missing folder and no name are refused before anything is drawn`() throws {
        for (path, code) in [
            ("", .invalidArgument), (folder.path, .invalidArgument), (path("nowhere/chart.png"), .notFound),
        ] as [(String, RegistryError.Code)] {
            let error = #expect(throws: RegistryError.self) { try OutputFile(path) }
            #expect(error?.code == code)
        }
        // A short relative path is a file of the working folder.
        #expect(throws: Never.self) { try OutputFile("x") }
    }

    @Test func `A PNG file is not written under the name of something else, nor into a terminal`() throws {
        for name in ["x.svg", "x.jpeg", "loss.v2"] {
            let error = #expect(throws: RegistryError.self) { try OutputFile(path(name)) }
            #expect(error?.code == .invalidArgument && error?.message.contains("with .png") == true)
        }
        #expect(throws: Never.self) { try OutputFile(path("x.PNG")) }
        let error = #expect(throws: RegistryError.self) { try OutputFile("-", isTerminal: true) }
        #expect(error?.message.contains("-o chart.png") == true)
        #expect(throws: Never.self) { try OutputFile("-", isTerminal: false) }
    }

    @Test func `What a link leads to is named where it cannot be written`() throws {
        try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path("a.png"), withDestinationPath: path("folder"))
        try Data([0]).write(to: URL(filePath: path("real.svg")))
        try FileManager.default.createSymbolicLink(atPath: path("b.png"), withDestinationPath: path("real.svg"))
        try FileManager.default.createSymbolicLink(atPath: path("c.png"), withDestinationPath: "nowhere/z.png")
        for (link, target) in [("a.png", "folder"), ("b.png", "real.svg"), ("c.png", "nowhere/z.png")] {
            let error = #expect(throws: RegistryError.self) { try OutputFile(path(link)) }
            #expect(
                error?.message.contains("\(path(link)), which leads to \(path(target)),") == true,
                "\(error?.message ?? "")")
        }
    }
}
