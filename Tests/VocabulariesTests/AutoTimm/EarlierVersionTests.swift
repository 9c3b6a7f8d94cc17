import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles
import TrainingLog

@testable import Vocabularies

/// What a version of AutoTimm's loggers left is brought to its places by the next one.
@Suite(.timeLimit(.minutes(10)))
struct EarlierVersionTests {
    private let bench: MLBench
    private let heard = HeardProblems()
    private var place: String { "\(bench.folder.path)/w" }

    init() throws { bench = try MLBench() }

    private func manager(
        _ config: LoggerConfig, store: (any RecordWriter)?, environment: [String: String] = [:]
    ) throws -> LoggerManager {
        let heard = heard
        let configuration = LoggerConfiguration(
            logsRoot: "\(bench.folder.path)/root", capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: { heard.add($0.message) })
        return try LoggerManager(
            configs: [config], store: store, configuration: configuration, environment: environment)
    }

    private func wandb(_ project: String, _ more: [String: Value] = [:]) throws -> LoggerConfig {
        let own: [String: Value] = ["project": .string(project), "save_dir": .string(place), "offline": true]
        return try LoggerConfig(backend: "wandb", params: own.merging(more) { $1 })
    }

    /// Logs three numbers that do not reach W&B, because a file has the place of its folder.
    private func leave(_ config: LoggerConfig, store: (any RecordWriter)? = nil) async throws {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(place)/wandb"))
        let manager = try manager(config, store: store)
        for step in 0..<3 { manager.log("loss", Double(step), step: Step(Int64(step))) }
        await #expect(throws: RegistryError.self) {
            try await manager.loggers[0].logger.close(deadline: .milliseconds(300))
        }
        try FileManager.default.removeItem(atPath: "\(place)/wandb")
    }

    /// Has a journal lie in a version's folder, of which nothing else is asked.
    private func leaveJournal(in folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/journal/\(RunID(hashing: [UInt8]()))-0", withIntermediateDirectories: true)
    }

    private func journals(_ version: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(place)/wandb_logs/\(version)/journal")) ?? []
    }

    /// The runs in W&B's files, and how many rows of history each has.
    private func runs() throws -> [String: (run: WandBRun, rows: Int)] {
        var found: [String: (run: WandBRun, rows: Int)] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: "\(place)/wandb") where name.hasSuffix(".wandb")
        {
            let reader = try WandBFileReader("\(place)/wandb/\(name)")
            var rows = 0
            var run: WandBRun?
            while case .record(let record)? = try reader.next() {
                switch record {
                case .run(let own): run = own
                case .history: rows += 1
                default: break
                }
            }
            if let run { found[run.project] = (run, rows) }
        }
        return found
    }

    @Test func `What a version left reaches its tracker with the next one, under its own names`() async throws {
        try await leave(wandb("first", ["name": "a", "group": "g", "tags": ["t"]]))
        try #require(journals("version_0").count == 1)
        let next = try manager(wandb("second", ["name": "b"]), store: nil)
        next.log("accuracy", 0.5, step: 0)
        try await next.close()
        let runs = try runs()
        #expect(runs.mapValues { $0.rows } == ["first": 3, "second": 1])
        let first = try #require(runs["first"]?.run)
        #expect(first.displayName == "a" && first.group == "g" && first.tags == ["t"])
        #expect(runs["second"]?.run.displayName == "b" && runs["second"]?.run.tags == [])
        #expect(journals("version_0").isEmpty && journals("version_1").isEmpty)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(place)/wandb_logs/version_0")
        #expect(files.contains { $0.hasPrefix("events.out.tfevents") }, "\(files)")
    }

    @Test func `A journal with a place that the next version has not stays for one that has it`() async throws {
        try await leave(wandb("first"), store: AwayRegistry())
        try await manager(wandb("second"), store: nil).close()
        #expect(journals("version_0").count == 1)
        try await manager(wandb("third"), store: bench.store).close()
        #expect(journals("version_0").isEmpty)
        #expect(try runs().mapValues { $0.rows } == ["first": 3])
    }

    @Test func `A version whose note is damaged is left alone`() async throws {
        try await leave(wandb("first"))
        try Data("{".utf8).write(to: URL(filePath: "\(place)/wandb_logs/version_0/tracker-wandb.json"))
        try await manager(wandb("second"), store: nil).close()
        #expect(journals("version_0").count == 1)
    }

    @Test(arguments: ["mlflow", "aim"])
    func `A run is not brought to another server than its own, and no note has a password`(backend: String) async throws
    {
        let save: Value = .string(place)
        func config(_ address: String) throws -> LoggerConfig {
            try LoggerConfig(
                backend: backend,
                params: backend == "aim"
                    ? ["repo": .string(address), "save_dir": save]
                    : ["experiment_name": "e", "tracking_uri": .string(address), "save_dir": save])
        }
        let manager = try manager(config("http://ada:secret@127.0.0.1:1/base"), store: nil)
        let note = try Data(contentsOf: URL(filePath: "\(place)/\(backend)_logs/version_0/tracker-\(backend).json"))
        let text = String(decoding: note, as: UTF8.self)
        #expect(text.contains("http://127.0.0.1:1/base") && !text.contains("secret") && !text.contains("ada"))
        try await manager.close()
        func earlier(_ address: String) throws -> Int {
            let plan = try BackendPlan(config(address), folder: "f", environment: [:])
            let version = try VersionFolder(saveDir: place, name: "\(backend)_logs", version: nil)
            return plan.earlierRuns(than: version, folder: "f", environment: [:], addedSinks: []).count
        }
        #expect(try earlier("http://grace:other@127.0.0.1:1/base") == 0, "nothing is left of it")
        try leaveJournal(in: "\(place)/\(backend)_logs/version_0")
        #expect(try earlier("http://grace:other@127.0.0.1:1/base") == 1)
        #expect(try earlier("http://127.0.0.1:2/base") == 0)
    }

    @Test func `A version that another backend left in the same place is left to that one`() throws {
        let root = "\(place)/lightning_logs"
        for (name, backend) in [
            ("version_0", "csv"), ("version_1", "tensorboard"), ("version_2", nil), ("version_3", "damaged"),
        ] {
            try leaveJournal(in: "\(root)/\(name)")
            guard let backend else { continue }
            guard backend != "damaged" else {
                try Data("{".utf8).write(to: URL(filePath: "\(root)/\(name)/tracker.json"))
                continue
            }
            let config = try LoggerConfig(backend: backend, params: ["save_dir": .string(place)])
            try VersionNote(config: config, place: root, hasRegistry: false).write(in: "\(root)/\(name)")
        }
        let config = try LoggerConfig(backend: "tensorboard", params: ["save_dir": .string(place)])
        let plan = try BackendPlan(config, folder: "f", environment: [:])
        let version = try VersionFolder(saveDir: place, name: "lightning_logs", version: nil)
        let earlier = plan.earlierRuns(than: version, folder: "f", environment: [:], addedSinks: [])
        // That without a note is of an earlier version of this package.
        #expect(earlier.map(\.hadRegistry) == [false, true])
    }

    @Test func `What had no registry reaches none with the next one, which has one`() async throws {
        try await leave(wandb("first"))
        try #require(journals("version_0").count == 1)
        try await manager(wandb("second"), store: bench.store).close()
        #expect(journals("version_0").isEmpty)
        #expect(try runs().mapValues { $0.rows } == ["first": 3])
        #expect(try await bench.runs().isEmpty)
    }

    @Test func `A version that is named has its note before anything is logged, and none has a complaint`() async throws
    {
        for version in ["v1", 7] as [Value] {
            let config = try LoggerConfig(backend: "csv", params: ["save_dir": .string(place), "version": version])
            let manager = try manager(config, store: nil)
            let folder = try #require(manager[0]?.folder)
            #expect(VersionNote(in: folder, of: .csv)?.hasRegistry == false)
            try await manager.close()
        }
        #expect(heard.all.isEmpty, "\(heard.all)")
    }

    @Test func `What a version of tables left reaches the registry with the next one`() async throws {
        let first = Logger(
            logDir: "version_0",
            configuration: LoggerConfiguration(
                logsRoot: "\(place)/lightning_logs", capturesEnvironment: false, systemMetricsInterval: nil,
                handlesTerminationSignals: false, onProblem: { _ in })
        ) { throw RegistryError(.unavailable, "The store is away.") }
        first.logScalar("loss", 1, step: 0)
        await #expect(throws: RegistryError.self) { try await first.close(deadline: .milliseconds(300)) }
        let config = try LoggerConfig(backend: "csv", params: ["save_dir": .string(place)])
        let next = try manager(config, store: bench.store)
        #expect(next[0]?.folder == "\(place)/lightning_logs/version_1")
        try await next.close()
        #expect(try await bench.runs().map(\.id) == [first.runID])
    }
}
