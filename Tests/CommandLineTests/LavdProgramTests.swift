import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// The example in lavd's words, and `visual-backend import` of what it leaves.
@Suite struct LavdProgramTests {
    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    private func run(_ arguments: String...) throws -> Program.End { try Program.run(arguments, in: owned.url) }

    @Test func `What the example logs is imported once, by name of the layout or without`() throws {
        let words = try Program.run(["first", "--steps", "12"], program: "LavdWords", in: owned.url)
        #expect(words.code == 0 && words.errors.isEmpty)
        #expect(words.output.hasPrefix("| Name   | Value   | Aim |\n|--------|"))
        #expect(words.output.contains("50 points, loss "))
        let files = try FileManager.default.subpathsOfDirectory(atPath: owned.path + "/log/first")
        for file in [
            "0001/train/loss.json", "0012/line.png", "0012/line.json", "0012/model.plist", "command.json", "events.log",
            "stdout.log",
            "summary.md",
        ] { #expect(files.contains(file), "\(file)") }

        let first = try run("import", "lavd", "log", "--store", "sqlite:r.sqlite", "--experiment", "mine")
        #expect(first.code == 0 && first.errors.isEmpty)
        #expect(first.output.contains("1 new and 0 known runs"))
        #expect(first.output.contains("Points: 12 stored"))
        let again = try run("import", "log", "--store", "sqlite:r.sqlite")
        #expect(again.code == 0 && again.output.contains("Found lavd: log"))
        #expect(again.output.contains("0 new and 1 known runs"))
        #expect(again.output.contains("Points: 0 stored, 12 known"))
        let runs = try run("runs", "--store", "sqlite:r.sqlite")
        #expect(runs.output.contains("mine"))
    }

    @Test func `Disabled, the example leaves nothing`() throws {
        let words = try Program.run(["--disabled"], program: "LavdWords", in: owned.url)
        #expect(words.code == 0 && words.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: owned.path + "/log"))
    }

    @Test(arguments: [["lavd"], ["auto"], []])
    func `A folder with nothing but damage ends with 65, says what is damaged and makes no run`(words: [String]) throws
    {
        let step = owned.path + "/log/exp/0001"
        try FileManager.default.createDirectory(atPath: step, withIntermediateDirectories: true)
        try #"{"scalars": {"val"#.write(toFile: step + "/loss.json", atomically: true, encoding: .utf8)
        let end = try Program.run(["import"] + words + ["log", "--store", "sqlite:r.sqlite"], in: owned.url)
        #expect(end.code == 65 && end.errors.contains("No run was brought in"), "\(end)")
        #expect(end.output.contains("exp/0001/loss.json: it is no JSON object"), "\(end)")
        #expect(end.output.contains("0 new and 0 known runs"), "\(end)")
        let runs = try run("runs", "--store", "sqlite:r.sqlite")
        #expect(!runs.output.contains("exp"), "\(runs)")
    }

    @Test func `A folder with nothing but a file that is too long ends with 65 and says that it is that`() throws {
        try FileManager.default.createDirectory(atPath: owned.path + "/log/exp/0001", withIntermediateDirectories: true)
        let file = owned.path + "/log/exp/0001/loss.json"
        try "{".write(toFile: file, atomically: true, encoding: .utf8)
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        try handle.truncate(atOffset: 17 << 20)
        try handle.close()
        let end = try run("import", "lavd", "log", "--store", "sqlite:r.sqlite")
        #expect(end.code == 65 && end.errors.contains("No run was brought in"), "\(end)")
        #expect(end.output.contains("exp/0001/loss.json: it is longer than 16 MiB"), "\(end)")
        #expect(!end.output.contains("no JSON object"), "\(end)")
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
    func `A folder with nothing but a file that may not be read ends with 65, and is brought in when it may`() throws {
        try FileManager.default.createDirectory(atPath: owned.path + "/log/exp/0001", withIntermediateDirectories: true)
        let file = owned.path + "/log/exp/0001/loss.json"
        try #"{"scalars": {"value": 1}}"#.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        let end = try run("import", "lavd", "log", "--store", "sqlite:r.sqlite")
        #expect(end.code == 65 && end.output.contains("it cannot be read: Permission denied"), "\(end)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try run("import", "lavd", "log", "--store", "sqlite:r.sqlite").code == 0)
    }

    @Test func `A folder of nothing known, and one that is not there, are said and make no store`() throws {
        try FileManager.default.createDirectory(atPath: owned.path + "/empty", withIntermediateDirectories: true)
        let empty = try run("import", "empty", "--store", "sqlite:r.sqlite")
        #expect(empty.code == 66 && empty.errors.contains("nothing of a known tracker"))
        for arguments in [["import", "nowhere"], ["import", "auto", "nowhere"], ["import", "lavd", "nowhere"]] {
            let end = try Program.run(arguments + ["--store", "sqlite:r.sqlite"], in: owned.url)
            #expect(end.code == 66 && end.errors.contains("nowhere"))
        }
        #expect(!FileManager.default.fileExists(atPath: owned.path + "/r.sqlite"))
    }
}
