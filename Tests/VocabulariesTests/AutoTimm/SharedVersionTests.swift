import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog

@testable import Vocabularies

/// Loggers that are told the same version share a folder, and nothing else.
@Suite(.timeLimit(.minutes(10)))
struct SharedVersionTests {
    private let bench: MLBench
    private let heard = HeardProblems()
    private var folder: String { "\(bench.folder.path)/place/lightning_logs/version_7" }

    init() throws { bench = try MLBench() }

    private func config(_ backend: String, version: Value = 7) throws -> LoggerConfig {
        try LoggerConfig(
            backend: backend, params: ["save_dir": .string("\(bench.folder.path)/place"), "version": version])
    }

    private func manager(_ configs: [LoggerConfig], store: (any RecordWriter)?) throws -> LoggerManager {
        let heard = heard
        return try LoggerManager(
            configs: configs, store: store,
            configuration: LoggerConfiguration(
                logsRoot: "\(bench.folder.path)/root", capturesEnvironment: false, systemMetricsInterval: nil,
                handlesTerminationSignals: false, onProblem: { heard.add($0.message) }))
    }

    private func journals() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/journal")) ?? []).sorted()
    }

    private func tables() throws -> [[Substring]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/data").filter {
            $0.hasSuffix(".csv")
        }
        return try names.map {
            try String(contentsOfFile: "\(folder)/data/\($0)", encoding: .utf8).split(whereSeparator: \.isNewline)
        }
    }

    /// Logs to two loggers of a manager, the first one with a registry, while the folder of tables cannot be made: their journals stay.
    private func leave(to store: (any RecordWriter)? = nil) async throws -> [RunID] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(folder)/data"))
        let manager = try manager([try config("csv"), try config("csv")], store: store ?? bench.store)
        manager.log("loss", 1, step: 0)
        for logger in manager.loggers {
            await #expect(throws: RegistryError.self) { try await logger.logger.close(deadline: .milliseconds(300)) }
        }
        try FileManager.default.removeItem(atPath: "\(folder)/data")
        return manager.loggers.map(\.logger.runID)
    }

    @Test func `Two that log at a time have a run, a journal and a table each, and lose nothing`() async throws {
        let first = try manager([try config("csv")], store: bench.store)
        for step in 0..<3 { first.log("loss", 1, step: Step(Int64(step))) }
        try first.loggers[0].logger.flush()
        let second = try manager([try config("csv")], store: bench.store)
        for step in 0..<5 { second.log("loss", 2, step: Step(Int64(step))) }
        try second.loggers[0].logger.flush()
        #expect(journals().count == 2)
        try await second.close()
        for step in 3..<6 { first.log("loss", 1, step: Step(Int64(step))) }
        try await first.close()
        #expect(first.loggers[0].folder == folder && second.loggers[0].folder == folder)
        #expect(journals().isEmpty)
        #expect(try tables().map(\.count).sorted() == [6, 7])
        let ids = [first, second].map { $0.loggers[0].logger.runID }
        #expect(Set(try await bench.runs().map(\.id)) == Set(ids))
        let artifacts = try await bench.store.find(in: .artifacts, Query(limit: 100)).elements
        #expect(ids.map { id in artifacts.count { $0["_run"]?.stringValue == id.description } } == [6, 5])
        // That of the one that began last.
        let table = try String(contentsOfFile: "\(folder)/metrics.csv", encoding: .utf8)
        #expect(table.split(whereSeparator: \.isNewline).count == 6)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".metrics") })
        #expect(heard.all.isEmpty, "\(heard.all)")
    }

    @Test func `A file of somebody's own that is called as the table stays`() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: "\(folder)/metrics.csv"))
        let manager = try manager([try config("csv")], store: nil)
        manager.log("loss", 1, step: 0)
        try await manager.close()
        #expect(try String(contentsOfFile: "\(folder)/metrics.csv", encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".metrics") })
        #expect(heard.all.count == 1 && heard.all.first?.contains("metrics.csv cannot be made") == true)
    }

    @Test func `What two that died left goes where each was meant to go, by one that reaches both places`() async throws
    {
        let left = try await leave()
        try #require(journals().count == 2)
        let next = try manager([try config("csv")], store: bench.store)
        next.log("loss", 3, step: 0)
        try await next.close()
        #expect(journals().isEmpty)
        // The second one of the manager was for no registry.
        #expect(Set(try await bench.runs().map(\.id)) == [left[0], next.loggers[0].logger.runID])
        #expect(try tables().map(\.count) == [2, 2, 2])
    }

    @Test func `What has reached its registry already waits for none`() async throws {
        let left = try await leave()
        try await manager([try config("csv")], store: nil).close()
        #expect(journals().isEmpty)
        #expect(try await bench.runs().map(\.id) == [left[0]])
    }

    @Test func `What one that died left for a registry stays for one that has it`() async throws {
        let left = try await leave(to: AwayRegistry())
        let other = try manager([try config("csv")], store: nil)
        other.log("loss", 3, step: 0)
        try await other.close()
        #expect(journals().count == 1)
        let told = heard.all.filter { $0.contains("visual-backend sync") }
        #expect(told.count == 1, "\(heard.all)")
        #expect(told.first?.contains("does not have: registry.") == true && told.first?.contains(folder) == true)
        try await manager([try config("tensorboard")], store: bench.store).close()
        #expect(journals().isEmpty)
        let runs = try await bench.runs().map(\.id)
        #expect(runs.contains(left[0]) && !runs.contains(left[1]), "\(runs)")
        #expect(try tables().map(\.count) == [2, 2, 2])
    }

    @Test func `Notes of several backends that begin a version at once are all there, and a former one is read`() throws
    {
        let configs = try ["tensorboard", "csv", "wandb"].map { backend in
            try LoggerConfig(backend: backend, params: [backend == "wandb" ? "project" : "save_dir": "p"])
        }
        // Whatever came first, none looks at what another has written.
        for config in configs {
            try VersionNote(config: config, place: "p", hasRegistry: false).write(in: folder)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/tracker-\(config.backend.rawValue).json"))
        }
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/tracker.json"))
        for config in configs { #expect(VersionNote(in: folder, of: config.backend)?.config == config) }
        let manager = FileManager.default
        try manager.moveItem(atPath: "\(folder)/tracker-csv.json", toPath: "\(folder)/tracker.json")
        #expect(VersionNote(in: folder, of: .csv)?.config == configs[1])
        for backend in ["tensorboard", "wandb"] { try manager.removeItem(atPath: "\(folder)/tracker-\(backend).json") }
        #expect(VersionNote(in: folder, of: .tensorboard) == nil && VersionNote.isThere(in: folder))
    }

    @Test(arguments: ["lr=0.1", "größe", ".hidden", "a/b=1"])
    func `The folder of a version of any name is where all of its files are`(name: String) async throws {
        let manager = try manager([try config("csv", version: .string(name))], store: nil)
        manager.log("loss", 1, step: 0)
        try await manager.close()
        let folder = manager.loggers[0].folder
        let table = try String(contentsOfFile: "\(folder)/metrics.csv", encoding: .utf8)
        #expect(table.split(whereSeparator: \.isNewline).count == 2)
        #expect(VersionNote(in: folder, of: .csv) != nil)
        let root = "\(bench.folder.path)/place/lightning_logs"
        #expect(folder.hasPrefix(root + "/"))
        // Nothing lies beside it.
        let first = folder.dropFirst(root.count + 1).prefix { $0 != "/" }
        #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [String(first)])
        #expect(heard.all.isEmpty, "\(heard.all)")
    }

    @Test func `Names that lead elsewhere are refused, also where Swift sees one character`() {
        for name in ["..", "a/..", "../\u{301}x", "/\u{301}x"] {
            expectError(.invalidArgument) { try VersionFolder.check(name: name, version: nil) }
            expectError(.invalidArgument) { try VersionFolder.check(name: "n", version: .string(name)) }
        }
    }

    @Test func `Each backend of a version has its note, so that the next version finds what it left`() async throws {
        try await manager([try config("tensorboard"), try config("csv")], store: bench.store).close()
        try await manager([try config("csv")], store: nil).close()
        let tensorboard = try #require(VersionNote(in: folder, of: .tensorboard))
        #expect(tensorboard.hasRegistry && tensorboard.config.backend == .tensorboard)
        #expect(VersionNote(in: folder, of: .csv)?.hasRegistry == false)
        #expect(VersionNote(in: folder, of: .wandb) == nil)
        let place = "\(bench.folder.path)/place"
        let version = try VersionFolder(saveDir: place, name: "lightning_logs", version: nil)
        try FileManager.default.createDirectory(
            atPath: "\(folder)/journal/\(RunID(hashing: [UInt8]()))-0", withIntermediateDirectories: true)
        for backend in ["tensorboard", "csv"] {
            let config = try LoggerConfig(backend: backend, params: ["save_dir": .string(place)])
            let plan = try BackendPlan(config, folder: "f", environment: [:])
            #expect(plan.earlierRuns(than: version, folder: "f", environment: [:], addedSinks: []).count == 1)
            #expect(plan.runsOfSameVersion(in: version, addedSinks: []) == nil)
        }
    }
}
