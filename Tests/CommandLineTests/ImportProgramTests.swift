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

    @Test func `what is passed over is named, and a file is no folder`() throws {
        try Data("step,loss\n1,2\n".utf8).write(to: owned.url.appending(path: "logs/m.csv"))
        try FileManager.default.createDirectory(
            at: owned.url.appending(path: "logs/exp/0001"), withIntermediateDirectories: true)
        let end = try run("import", "logs", "--store", "memory:")
        #expect(end.code == 0 && end.output.contains("Found TensorBoard") && end.output.contains("import csv"))
        try Data(#"{"loss": 1}"#.utf8).write(to: owned.url.appending(path: "logs/exp/0001/train.json"))
        let both = try run("import", "logs", "--store", "memory:")
        #expect(both.code == 0 && both.output.contains("Found lavd"))
        #expect(both.output.contains("2 TensorBoard event files are there: bring them in with import tensorboard."))
        #expect(both.output.contains("1 CSV files are there: bring them in with import csv."))
        let file = try run("import", "tensorboard", "logs/m.csv", "--store", "memory:")
        #expect(file.code == 64 && file.errors.contains("logs/m.csv is no folder"))
        let device = try run("import", "/dev/null", "--store", "memory:")
        #expect(device.code == 64 && device.errors.contains("/dev/null is a device"))
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

    @Test func `an import of nothing but damage ends with 65, and one that takes the rest with 0`() throws {
        let damaged = owned.url.appending(path: "damaged")
        try FileManager.default.createDirectory(at: damaged, withIntermediateDirectories: true)
        try Data().write(to: damaged.appending(path: "m.csv"))
        for word in ["csv", "auto"] {
            let end = try run("import", word, "damaged", "--store", "memory:")
            #expect(end.code == 65 && end.errors.contains("No run was brought in"), "\(end)")
            #expect(end.output.contains("0 new and 0 known runs") && end.output.contains("m.csv: The first row"))
        }
        try Data("step,loss\n1,2\n".utf8).write(to: damaged.appending(path: "n.csv"))
        let rest = try run("import", "csv", "damaged", "--store", "memory:")
        #expect(rest.code == 0 && rest.errors.isEmpty && rest.output.contains("1 new and 0 known runs"), "\(rest)")
        #expect(rest.output.contains("m.csv: The first row"))
    }

    @Test func `a log directory that is nothing but damage ends with 65`() throws {
        let logs = owned.url.appending(path: "logs")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: logs.path + "/a").first)
        var bytes = try Data(contentsOf: logs.appending(path: "a/\(name)"))
        bytes[0] ^= 0xFF
        let broken = owned.url.appending(path: "broken/a")
        try FileManager.default.createDirectory(at: broken, withIntermediateDirectories: true)
        try bytes.write(to: broken.appending(path: name))
        let end = try run("import", "tensorboard", "broken", "--store", "memory:")
        #expect(end.code == 65 && end.errors.contains("No run was brought in"), "\(end)")
        #expect(end.output.contains("0 new and 0 known runs") && end.output.contains("a/\(name)"))
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
