import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// Links in a folder that somebody else made: none brings a file of this machine into the registry.
@Suite struct SourceLinksTests {
    let folder: TrackerFolder
    let elsewhere: OwnedFolder
    let registry = DataManager(store: MemoryStore())

    init() throws {
        folder = try TrackerFolder()
        elsewhere = try OwnedFolder()
    }

    /// A file outside of what is imported.
    private func outside(_ name: String, _ text: String) throws -> String {
        let file = elsewhere.url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Imports, and says what is told; nothing of what lies elsewhere has come.
    private func reports(sourceLocation: SourceLocation = #_sourceLocation) async throws -> [String] {
        let summaries = try await folder.bring(into: registry)
        let everything = try await registry.everything()
        #expect(!everything.contains { $0.contains("SECRET") }, sourceLocation: sourceLocation)
        return summaries.flatMap(\.reports)
    }

    @Test func `parameters, tags and metrics of MLflow's that are links out of the folder are not read, but told`()
        async throws
    {
        try folder.mlflow("a1", points: 1)
        let secret = try outside("credentials", "SECRET")
        let points = try outside("points", "1700000000000 1 0\n")
        try folder.link("mlruns/1/a1/params/x", to: secret)
        try folder.link("mlruns/1/a1/tags/x", to: secret)
        try folder.link("mlruns/1/a1/metrics/SECRET", to: points)
        // Of a folder, and by way of another link.
        try folder.link("mlruns/1/a1/params/all", to: elsewhere.path)
        try folder.link("mlruns/1/a1/params/y", to: "x")
        let told = try await reports()
        #expect(told.count == 5 && told.allSatisfy { $0.contains("a link leads out of the folder") }, "\(told)")
        for name in ["params/x", "tags/x", "metrics/SECRET", "params/all", "params/y"] {
            #expect(told.contains { $0.contains("a1/\(name):") }, "\(name)")
        }
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.parameters["lr"] == .double(0.01) && run.parameters["x"] == nil)
    }

    @Test func `a folder that is a link out of the folder is not entered`() async throws {
        try folder.mlflow("a1", points: 1)
        try folder.remove("mlruns/1/a1/params")
        _ = try outside("x", "SECRET")
        try folder.link("mlruns/1/a1/params", to: elsewhere.path)
        let told = try await reports()
        #expect(told.count == 1 && told[0].contains("a1/params: a link leads out"), "\(told)")
    }

    @Test func `files of Sacred's, Neptune's and ml-dash's runs that are links out of the folder are not read`()
        async throws
    {
        let object = try outside("object.json", #"{"data": {"SECRET": 1}, "SECRET": 1, "containerId": "SECRET"}"#)
        let line = #"{"obj": {"type": "AssignInt", "path": ["SECRET"], "value": 1}, "message": "SECRET"}"#
        let lines = try outside("lines", line + "\n")
        try folder.write(
            "runs/1/run.json",
            #"{"experiment": {"name": "e"}, "start_time": "2023-11-14T22:13:20", "status": "COMPLETED"}"#)
        try folder.write(
            "runs/1/metrics.json",
            #"{"loss": {"steps": [0], "values": [1.0], "timestamps": ["2023-11-14T22:13:21"]}}"#)
        try folder.write("runs/1/config.json", "{}")
        try folder.link("runs/1/info.json", to: object)
        try folder.link("runs/1/cout.txt", to: lines)
        let base = ".neptune/offline/run__abc__1__ab"
        try folder.write(
            "\(base)/data-1.log",
            #"{"obj": {"type": "LogFloats", "path": ["loss"], "values": [{"value": 1, "ts": 1700000000}]}, "version": 1}"#
                + "\n")
        try folder.link("\(base)/data-2.log", to: lines)
        try folder.link("\(base)/metadata.json", to: object)
        try folder.write("exp/experiment.json", #"{"name": "exp", "created_at": "2023-11-14T22:13:20Z"}"#)
        try folder.write("exp/metrics/loss.jsonl", #"{"index": 0, "data": 1.0}"# + "\n")
        try folder.write("exp/logs/x.txt", "")
        try folder.link("exp/parameters.json", to: object)
        try folder.link("exp/logs/logs.jsonl", to: lines)
        let told = try await reports()
        for name in ["info.json", "cout.txt", "metadata.json", "data-2.log", "parameters.json", "logs.jsonl"] {
            #expect(told.contains { $0.contains("\(name): a link leads out") }, "\(name)")
        }
    }

    @Test func `databases and files of runs that are links out of the folder are not opened, but told`() throws {
        try folder.wandb(steps: 0..<1)
        let other = try TrackerFolder()
        let database = try other.mlflowDatabase(points: [1])
        try other.mlflow("a1", points: 1)
        try folder.link("mlflow.db", to: database.path)
        try folder.link("mlruns", to: other.url.appending(path: "mlruns").path)
        try folder.link("m.csv", to: try outside("m.csv", "step,loss\n1,2\n"))
        let found = try TrackerSearch.sources(at: folder.url)
        #expect(found.sources.map(\.tracker) == [.wandb])
        #expect(found.remarks.contains { $0.contains("3 links lead out of the folder and are not followed") })
        #expect(throws: RegistryError.self) { try TrackerSearch.sources(at: folder.url, tracker: .csv) }
        // Who names the link itself means what it leads to.
        #expect(try TrackerSearch.sources(at: folder.url.appending(path: "mlruns")).sources.map(\.tracker) == [.mlflow])
    }

    @Test func `what is beside a run deep in the folder is no way out of it`() async throws {
        try folder.mlflow("a1", points: 1)
        // A folder of more names than are looked at is no experiment, and the run in it is found by itself.
        for number in 100..<201 { try folder.write("import/deep/\(number).txt", "") }
        try FileManager.default.moveItem(
            at: folder.url.appending(path: "mlruns/1/a1"), to: folder.url.appending(path: "import/deep/a1"))
        try folder.write("secret.yaml", "name: SECRET\n")
        try folder.link("import/deep/meta.yaml", to: "../../secret.yaml")
        let summary = try #require(try await folder.bring("import", into: registry).first)
        #expect(summary.newRuns == 1)
        #expect(summary.reports.count == 1, "\(summary.reports)")
        #expect(summary.reports.first?.contains("deep/meta.yaml: a link leads out of the folder") == true)
        #expect(try await registry.runsByName()["a run"]?.experiment == "deep")
    }

    @Test func `what is beside a run that is imported alone is no link that leads elsewhere, and this is told`()
        async throws
    {
        try folder.mlflow("a1", points: 1)
        try folder.remove("mlruns/1/meta.yaml")
        try folder.link("mlruns/1/meta.yaml", to: try outside("meta.yaml", "name: SECRET\n"))
        let summary = try #require(try await folder.bring("mlruns/1/a1", into: registry).first)
        #expect(summary.reports.count == 1, "\(summary.reports)")
        #expect(summary.reports.first?.contains("1/meta.yaml: a link leads out of the folder") == true)
        #expect(try await registry.runsByName()["a run"]?.experiment == "1")
    }

    @Test func `a link that stays in the folder is followed`() async throws {
        try folder.mlflow("a1", points: 1)
        try folder.write("shared", "0.5")
        try folder.link("mlruns/1/a1/params/x", to: "../../../../shared")
        let told = try await reports()
        #expect(told.isEmpty)
        #expect(try await registry.runsByName()["a run"]?.parameters["x"] == .double(0.5))
        // It leads out of what is imported here.
        let registry = DataManager(store: MemoryStore())
        let summary = try #require(try await folder.bring("mlruns", into: registry).first)
        #expect(summary.reports.count == 1 && summary.reports[0].contains("params/x: a link leads out"))
    }
}
