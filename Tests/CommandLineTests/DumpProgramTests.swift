import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// `visual-backend dump`, `restore` and `copy` as a user starts them.
@Suite struct DumpProgramTests {
    private let owned: OwnedFolder

    init() async throws {
        owned = try OwnedFolder()
        let registry = try await DataManager(url: "sqlite:\(owned.url.appending(path: "a.sqlite").path)")
        for number in 0..<20 {
            let run = try await registry.createRun(experiment: "digits", name: "run \(number)")
            let points = (0..<500).map { step in
                SeriesPoint(step: Step(Int64(step)), time: .now, value: Double(step), sequence: Int64(step))
            }
            try await registry.store.append([
                SeriesAppend(series: SeriesID(run: run.id, metric: "loss"), points: points)
            ])
            try await registry.store.appendLog([LogLine(sequence: 1, time: .now, text: "line")], to: run.id)
        }
        await registry.close()
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.End {
        try Program.run(arguments, environment: environment, in: owned.url)
    }

    @Test func `a registry is dumped, checked, restored, and restored again`() throws {
        let dump = try run("dump", "--store", "sqlite:a.sqlite", "r.dump")
        #expect(dump.code == 0 && dump.errors.isEmpty, "\(dump)")
        let table = dump.output.split(separator: "\n").dropLast()
        #expect(dump.output.contains("points of 20 series  10000  sha256 "))
        let mode = try FileManager.default.attributesOfItem(atPath: owned.url.appending(path: "r.dump").path)[
            .posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try run("restore", "--check", "r.dump").output.split(separator: "\n").dropLast() == table)
        let restored = try run("restore", "r.dump", "--store", "sqlite:b.sqlite")
        #expect(restored.code == 0 && restored.output.contains("20 records, 10000 points, 20 lines"), "\(restored)")
        let again = try run("restore", "r.dump", environment: ["LOGGERANDVIEWER_STORE": "sqlite:b.sqlite"])
        #expect(again.code == 0 && again.output.contains("New in the store: 0 records, 0 points, 0 lines"), "\(again)")
        #expect(
            try run("dump", "--store", "sqlite:b.sqlite", "b.dump").output.split(separator: "\n").dropLast() == table)
        // To a pipe, the table goes to standard error.
        let pipe = try run("dump", "--store", "sqlite:missing.sqlite", "-")
        #expect(pipe.code == 66)
    }

    @Test func `a file that is there is not written over, and a dump that is cut is refused`() throws {
        #expect(try run("dump", "--store", "sqlite:a.sqlite", "r.dump").code == 0)
        #expect(try run("dump", "--store", "sqlite:a.sqlite", "r.dump").code == 64)
        #expect(try run("dump", "--store", "sqlite:a.sqlite", "r.dump", "--replace").code == 0)
        let file = owned.url.appending(path: "r.dump")
        let bytes = try Data(contentsOf: file)
        try bytes.prefix(bytes.count - 9).write(to: file)
        let end = try run("restore", "r.dump", "--store", "sqlite:b.sqlite")
        #expect(end.code == 65 && end.errors.contains("damaged at byte"), "\(end)")
        #expect(!FileManager.default.fileExists(atPath: owned.url.appending(path: "b.sqlite").path))
        #expect(try run("restore", "r.dump", "--store", "memory:").code == 65)
    }

    @Test func `a restore that is killed is made whole by the next one`() throws {
        #expect(try run("dump", "--store", "sqlite:a.sqlite", "r.dump").code == 0)
        for delay in [0.05, 0.15, 0.3, 0.5] {
            let process = Process()
            process.executableURL = try Program.executable()
            process.arguments = ["restore", "r.dump", "--store", "sqlite:k.sqlite"]
            process.currentDirectoryURL = owned.url
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: delay)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let end = try run("restore", "r.dump", "--store", "sqlite:k.sqlite")
        #expect(end.code == 0 && end.output.contains("the store has everything"), "\(end)")
        let tables = try ["a", "k"].map { name in
            try run("dump", "--store", "sqlite:\(name).sqlite", "\(name).dump").output.split(separator: "\n").dropLast()
        }
        #expect(tables[0] == tables[1])
    }

    @Test func `a store is copied into another, and never into itself`() throws {
        let copied = try run("copy", "--from", "sqlite:a.sqlite", "--to", "sqlite:c.sqlite")
        #expect(copied.code == 0 && copied.output.contains("Copied sqlite:"), "\(copied)")
        #expect(try run("runs", "--store", "sqlite:c.sqlite", "--json").output.split(separator: "\n").count == 20)
        let self1 = try run("copy", "--from", "sqlite:a.sqlite", "--to", "sqlite:./a.sqlite")
        #expect(self1.code == 64, "\(self1)")
        #expect(try run("copy", "--from", "sqlite:a.sqlite").errors.contains("LOGGERANDVIEWER_COPY_TO"))
        #expect(try run("copy", "--from", "sqlite:a.sqlite", "--to", "memory:").code == 64)
    }
}
