import EventFiles
import Foundation
import RegistryTestKit
import Testing

/// `visual-backend import tensorboard` as a user starts it.
@Suite struct ImportProgramTests {
    private let owned: OwnedFolder

    init() throws {
        owned = try OwnedFolder()
        for run in ["a", "b/c"] {
            let writer = try EventFileWriter(
                in: owned.url.appending(path: "logs/\(run)"),
                name: EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 1, unique: 0),
                wallTime: 1_700_000_000)
            for step in 0..<10 as Range<Int64> {
                try writer.append([.scalar("loss", Float(step))], step: step, wallTime: 1_700_000_000)
            }
            try writer.close()
        }
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.End {
        try Program.run(arguments, environment: environment, in: owned.url)
    }

    @Test func `a log directory is imported once, however often it is asked for`() throws {
        let before = try FileManager.default.subpathsOfDirectory(atPath: owned.path).filter { $0.hasPrefix("logs") }
        let first = try run("import", "tensorboard", "logs", "--store", "sqlite:r.sqlite", "--experiment", "mine")
        #expect(first.code == 0 && first.errors.isEmpty)
        #expect(first.output.contains("2 new and 0 known runs") && first.output.contains("20 stored, 0 known"))
        let again = try run("import", "tensorboard", "logs/", environment: ["LOGGERANDVIEWER_STORE": "sqlite:r.sqlite"])
        #expect(again.code == 0 && again.output.contains("0 stored, 20 known"))
        let after = try FileManager.default.subpathsOfDirectory(atPath: owned.path).filter { $0.hasPrefix("logs") }
        #expect(before.sorted() == after.sorted(), "nothing is written into the log directory")
    }

    @Test func `a log directory is found out, with the word auto and without`() throws {
        let first = try run("import", "auto", "logs", "--store", "sqlite:r.sqlite")
        #expect(first.code == 0 && first.output.contains("Found TensorBoard: logs"))
        #expect(first.output.contains("20 stored, 0 known"))
        let again = try run("import", "logs", "--store", "sqlite:r.sqlite")
        #expect(again.code == 0 && again.output.contains("0 stored, 20 known"))
    }

    @Test func `a damaged record is told with its file and byte`() throws {
        let folder = owned.url.appending(path: "logs/a")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let file = folder.appending(path: name)
        var bytes = try Data(contentsOf: file)
        bytes[40 + 12 + 3] ^= 0xFF
        try bytes.write(to: file)
        let end = try run("import", "tensorboard", "logs", "--store", "memory:")
        #expect(end.code == 0 && end.output.contains("19 stored"))
        #expect(end.output.contains("a/\(name), byte 40"))
    }

    @Test func `a folder that is not there makes no store`() throws {
        let end = try run("import", "tensorboard", "nowhere", "--store", "sqlite:r.sqlite")
        #expect(end.code == 66 && end.errors.contains("There is no folder nowhere"))
        #expect(!FileManager.default.fileExists(atPath: owned.url.appending(path: "r.sqlite").path))
    }

    @Test func `what is asked wrongly is refused`() throws {
        #expect(try run("import", "tensorboard").code == 64)
        #expect(try run("import", "tensorboard", "logs", "--metrics", "0").code == 64)
        #expect(try run("import", "excel", "logs").code == 64)
        #expect(try run("import", "tensorboard", "logs", "--store", "postgres:").code == 64)
        #expect(try run("import").output.contains("tensorboard"))
    }
}
