import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

/// Runs that are continued: by their identifier, their name or their journal.
struct MLLoggerContinuedRunTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test func `A run that is continued by its identifier has its own folder and experiment`() async throws {
        let logger = try bench.logger()
        let id = try await logger.experiment("digits") { experiment in
            try await experiment.run("a") { run in
                run.files.save(bytes: [1], "w.bin")
                run.readme.write("# Digits")
                return run.runID
            }
        }
        try await logger.run(id) { run in
            let bytes = try await run.files.load("w.bin")
            #expect(bytes == [1])
            #expect(run.readme.text == "# Digits")
            run.readme.append("More")
            #expect(run.readme.text == "# Digits\n\nMore")
            run.metrics.log("loss", 1)
        }
        #expect(
            try String(contentsOfFile: bench.folder.path + "/digits/a/files/README.md", encoding: .utf8)
                == "# Digits\n\nMore")
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path + "/files"))
        let run = try #require(try await bench.run(id))
        #expect(run.experiment == "digits" && run.name == "a" && run.status == .finished)
        #expect(try await bench.runs().count == 1)
    }

    /// A logger that knows nothing of the runs of others, as in another process: it calls the folder of all logs otherwise.
    private func stranger() throws -> MLLogger {
        let folder = bench.folder.path
        return try bench.logger { $0.logsRoot = folder + "/" }
    }

    @Test func `A run of another process is continued by its name`() async throws {
        let id = try await bench.logger().run("a") { run in
            run.files.save(bytes: [1], "w.bin")
            return run.runID
        }
        let other = try stranger()
        #expect(try await other.run(id, name: "a") { try await $0.files.load("w.bin") } == [1])
        #expect(try await other.run(id) { try await $0.files.load("w.bin") } == [1])
        await #expect(throws: RegistryError.self) { try await other.run(id, name: "../a") { _ in } }
        // Without a name nobody knows where it lies: its own folder is the logger's.
        let error = await #expect(throws: RegistryError.self) {
            try await bench.logger { [folder = bench.folder.path] in $0.logsRoot = folder + "//" }
                .run(id) { try await $0.files.load("w.bin") }
        }
        #expect(error?.code == .notFound)
    }

    @Test func `A readme that a run has and that is not here is told when it is continued`() async throws {
        let id = try await bench.logger().run("a") { run in
            run.readme.write("# Digits")
            return run.runID
        }
        let other = try stranger()
        #expect(try await other.run(id, name: "a") { $0.readme.text } == "# Digits")
        #expect(bench.problems.isEmpty)
        // Its own folder, in which nothing of the run is.
        let elsewhere = try bench.logger { [folder = bench.folder.path] in $0.logsRoot = folder + "/elsewhere" }
        #expect(try await elsewhere.run(id) { $0.readme.text }.isEmpty)
        #expect(bench.problems.count == 1 && bench.problems[0].contains("The readme of the run \(id) cannot be read"))
    }

    @Test func `A run whose journal is left is found by it`() async throws {
        let logger = try bench.logger { $0.keepsJournal = true }
        let id = try await logger.experiment("digits") { experiment in
            try await experiment.run("a b") { run in
                run.files.save(bytes: [1], "w.bin")
                return run.runID
            }
        }
        #expect(RunSearch.logDir(ofJournalOf: id, logsRoot: bench.folder.path) == "digits/a b")
        #expect(RunSearch.logDir(ofJournalOf: logger.runID, logsRoot: bench.folder.path) == nil)
        #expect(RunSearch.logDir(ofJournalOf: id, logsRoot: bench.folder.path + "/nothing") == nil)
        #expect(try await stranger().run(id) { try await $0.files.load("w.bin") } == [1])
    }

    @Test func `A run whose name is too long for a folder's is found by its journal in its own folder`() async throws {
        let logger = try bench.logger { $0.keepsJournal = true }
        // 63 bytes, and 189 as a file is called.
        let (experiment, name) = (String(repeating: "学", count: 21), "短/" + String(repeating: "习", count: 30))
        let id = try await logger.experiment(experiment) { experiment in
            try await experiment.run(name) { run in
                run.files.save(bytes: [1], "w.bin")
                return run.runID
            }
        }
        #expect(RunSearch.logDir(ofJournalOf: id, logsRoot: bench.folder.path) == "\(experiment)/\(name)")
        #expect(try await stranger().run(id) { try await $0.files.load("w.bin") } == [1])
    }

    @Test func `A run that is continued by an identifier that exists nowhere is told`() async throws {
        let logger = try bench.logger()
        var generator = SystemRandomNumberGenerator()
        let ghost = RunID(time: WallTime(millisecondsSince1970: 1_700_000_000_000), using: &generator)
        try await logger.run(ghost) { $0.metrics.log("m", 1) }
        #expect(bench.problems.count == 1, "\(bench.problems)")
        #expect(bench.problems.first?.hasPrefix("There is no run \(ghost) in the registry: a new one") == true)
        // Now there is.
        try await logger.run(ghost) { $0.metrics.log("m", 2) }
        #expect(bench.problems.count == 1)
        let points = try await bench.points("m", of: ghost).sorted { $0.value < $1.value }
        #expect(points.map(\.step) == [0, 1])
    }
}
