import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// Files and folders that are there and cannot be read: all of them are told, and what they belong to is not complete without them.
///
/// A link to itself stands for a folder that may not be entered: the system refuses both, and the one also to who may read everything.
@Suite struct UnreadSourcesTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    private func bring(_ path: String = "") async throws -> TrackerImportSummary {
        try #require(try await folder.bring(path, into: registry).first)
    }

    /// Makes something refuse to be looked at.
    private func lock(_ path: String) throws { try folder.link(path, to: SourceFolder.name(of: path)) }

    private func isComplete() async throws -> Bool {
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        let record = try #require(try await registry.store.record(RecordID(run.id), in: .runs))
        return record["import"]?.documentValue?["isComplete"] == .bool(true)
    }

    private func losses() async throws -> [Double] {
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        return try await registry.exactPoints(of: "val/loss", run: run.id).map(\.value)
    }

    @Test func `a path that may not be looked at is told as that, and not as one where nothing is`() throws {
        try lock("locked")
        let error = #expect(throws: RegistryError.self) {
            try TrackerSearch.sources(at: folder.url.appending(path: "locked/runs"))
        }
        #expect(error?.code == .accessDenied)
        #expect(error?.message.contains("cannot look at") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["metrics", "params", "tags", "artifacts"])
    func `a run with a folder that cannot be listed is not complete, and is when the folder can be listed again`(
        _ name: String
    ) async throws {
        try folder.mlflow("a1", points: 5)
        let place = folder.url.appending(path: "mlruns/1/a1/\(name)")
        let aside = folder.url.appending(path: "aside")
        try FileManager.default.moveItem(at: place, to: aside)
        try lock("mlruns/1/a1/\(name)")
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1)
        #expect(summary.reports.contains { $0.contains("cannot list") && $0.contains("a1/\(name)") })
        #expect(try await !isComplete())
        try folder.remove("mlruns/1/a1/\(name)")
        try FileManager.default.moveItem(at: aside, to: place)
        let more = try await bring("mlruns")
        #expect(more.knownRuns == 1 && more.incompleteRuns == 0 && more.reports.isEmpty, "\(more.reports)")
        #expect(try await isComplete())
        #expect(try await losses() == [0, 1, 2, 3, 4])
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.tags["team"] == "x" && run.notes == "notes" && run.parameters["lr"] == .double(0.01))
    }

    @Test func `metrics of ml-dash's that cannot be listed leave their run incomplete`() async throws {
        try folder.write("exp/experiment.json", #"{"name": "exp", "created_at": "2023-11-14T22:13:20Z"}"#)
        try folder.write("exp/logs/logs.jsonl", #"{"timestamp": "2023-11-14T22:13:21Z", "message": "careful"}"# + "\n")
        try lock("exp/metrics")
        let summary = try await bring()
        #expect(summary.storedLines == 1 && summary.incompleteRuns == 1)
        #expect(summary.reports.contains { $0.contains("cannot list") && $0.contains("exp/metrics") })
    }

    @Test func `a run whose folder may not be entered is told, and the others come`() async throws {
        try folder.mlflow("a1", points: 5)
        try lock("mlruns/1/b2")
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 0)
        #expect(summary.reports.count == 1 && summary.reports[0].contains("b2/meta.yaml"), "\(summary.reports)")
    }

    @Test func `what is beyond the most that is looked at is told, and leaves its run incomplete`() async throws {
        try folder.mlflow("a1", points: 1)
        let path = folder.url.path
        let importer = TrackerImporter(store: registry.store)
        let summary = try await importer.importRuns {
            MLflowFolderSource(
                root: "\(path)/mlruns/1", in: SourceFolder("\(path)/mlruns", now: .now, mostEntries: 2))
        }
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1)
        #expect(summary.reports.count == 1, "\(summary.reports)")
        #expect(summary.reports.first?.contains("a1/params: there are more than 2 names in it") == true)
        #expect(try await !isComplete())
    }

    @Test func `files beyond those that are asked for are told, and are no fault of the folder's`() throws {
        for name in ["a", "b", "c/d"] { try folder.write("all/\(name)", name) }
        let source = SourceFolder(folder.url.path, now: .now)
        let place = "\(source.path)/all"
        #expect(source.files(below: place, limit: 2) == ["a", "b"])
        #expect(source.reports == ["\(place): only the first 2 files in it are taken"] && source.isWhole(place))
        #expect(source.files(below: place, limit: 3).count == 3 && source.reports.count == 1)
        let small = SourceFolder(folder.url.path, now: .now, mostEntries: 3)
        try folder.write("all/c/e", "e")
        #expect(small.files(below: place).count == 3)
        #expect(!small.isWhole(place) && small.isWhole("\(place)2") && !small.isWhole(source.path))
    }

    @Test func `a folder that lies too deep is told`() throws {
        let deep = (0...20).map { "f\($0)" }.joined(separator: "/")
        try folder.write("all/\(deep)/x", "x")
        let source = SourceFolder(folder.url.path, now: .now)
        #expect(source.files(below: "\(source.path)/all").isEmpty)
        #expect(source.reports.count == 1 && source.reports[0].contains("/f16: the folder lies more than 16 deep"))
    }

    @Test func `names that are no text are told`() async throws {
        try folder.mlflow("a1", points: 1)
        let bytes = Array("\(folder.url.path)/mlruns/1/a1/params/".utf8) + [0xFF, 0]
        let name = bytes.map { CChar(bitPattern: $0) }
        // Some systems have no such names.
        guard mkdir(name, 0o755) == 0 else { return }
        defer { _ = rmdir(name) }
        let summary = try await bring("mlruns")
        #expect(summary.incompleteRuns == 1 && summary.reports.count == 1)
        #expect(summary.reports.first?.contains("a1/params: 1 names in it are not UTF-8") == true)
    }

    @Test func `a description of MLflow's that is too large is told where nothing else is`() throws {
        try folder.write("x/meta.yaml", String(repeating: "#", count: 1 << 20 | 1))
        let error = #expect(throws: RegistryError.self) { try TrackerSearch.sources(at: folder.url) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("x/meta.yaml has 1048577 bytes") == true, "\(error?.message ?? "")")
    }

    @Test func `an experiment whose description cannot be read is called as its folder until it can`() async throws {
        try folder.mlflow("a1", points: 5)
        try folder.write("mlruns/1/meta.yaml", String(repeating: "#", count: 1 << 20 | 1))
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1)
        #expect(summary.reports.contains { $0.contains("1/meta.yaml has 1048577 bytes") }, "\(summary.reports)")
        #expect(summary.reports.contains { $0.contains("what its experiment is called could not be read; it is 1,") })
        #expect(try await registry.runsByName()["a run"]?.experiment == "1")
        try folder.mlflow("a1", points: 5)
        let more = try await bring("mlruns")
        #expect(more.knownRuns == 1 && more.incompleteRuns == 0 && more.reports.isEmpty, "\(more.reports)")
        #expect(try await registry.runsByName()["a run"]?.experiment == "it's one")
    }

    @Test(arguments: ["", "experiment_id: '1'\n", "experiment_id: '1'\nname: 'it''s"])
    func `an experiment whose description is empty or cut is called as its folder until it is whole`(_ text: String)
        async throws
    {
        try folder.mlflow("a1", points: 5)
        try folder.write("mlruns/1/meta.yaml", text)
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1 && !summary.isFruitless)
        #expect(summary.reports.contains { $0.contains("1/meta.yaml: no whole line of it says name") })
        #expect(summary.reports.contains { $0.contains("what its experiment is called could not be read; it is 1,") })
        #expect(try await registry.runsByName()["a run"]?.experiment == "1")
        #expect(try await !isComplete())
        try folder.mlflow("a1", points: 5)
        let more = try await bring("mlruns")
        #expect(more.knownRuns == 1 && more.incompleteRuns == 0 && more.reports.isEmpty, "\(more.reports)")
        #expect(try await registry.runsByName()["a run"]?.experiment == "it's one")
        #expect(try await isComplete())
    }

    @Test(arguments: ["", "artifact_uri: file:///x\n", "artifact_uri: file:///x\nexperiment_id: '1'\nrun_id: a"])
    func `a run of MLflow's whose description does not say which one it is makes none, and is told`(_ text: String)
        async throws
    {
        try folder.mlflow("a1", points: 5)
        try folder.write("mlruns/1/a1/meta.yaml", text)
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 0 && summary.isFruitless)
        #expect(summary.reports.count == 1, "\(summary.reports)")
        #expect(summary.reports.first?.contains("a1/meta.yaml: no whole line of it says run_id") == true)
        #expect(try await registry.runs(limit: 10).elements.isEmpty)
        try folder.mlflow("a1", points: 5)
        let more = try await bring("mlruns")
        #expect(more.newRuns == 1 && more.incompleteRuns == 0 && more.reports.isEmpty, "\(more.reports)")
    }

    @Test func `a run of MLflow's whose description is cut behind its identifier is not complete until it is whole`()
        async throws
    {
        try folder.mlflow("a1", points: 5)
        try folder.write(
            "mlruns/1/a1/meta.yaml", "artifact_uri: file:///x\nexperiment_id: '1'\nrun_id: a1\nrun_name: a r")
        let summary = try await bring("mlruns")
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1)
        #expect(summary.reports.count == 1, "\(summary.reports)")
        #expect(summary.reports.first?.contains("a1/meta.yaml: no whole line of it says user_id") == true)
        #expect(Set(try await registry.runsByName().keys) == ["a1"])
        try folder.mlflow("a1", points: 5)
        let more = try await bring("mlruns")
        #expect(more.newRuns == 0 && more.knownRuns == 1 && more.incompleteRuns == 0 && more.reports.isEmpty)
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.map(\.name) == ["a run"] && runs.first?.status == .finished)
        #expect(try await isComplete())
    }

    @Test func `a run of MLflow's with a cut description is no experiment beside the one that it lies in`() throws {
        try folder.mlflow("a1", points: 1)
        try folder.write("mlruns/1/meta.yaml", "")
        try folder.write("mlruns/1/a0/meta.yaml", "artifact_uri: file:///x\nexperiment_id: '1'\n")
        let found = try TrackerSearch.sources(at: folder.url.appending(path: "mlruns"))
        #expect(found.sources.map(\.paths) == [[SourceFolder.absolute(folder.url.appending(path: "mlruns/1"))]])
    }

    @Test(arguments: [
        ("runs/1/run.json", "{\"experiment\": {"), ("exp/experiment.json", "{\"name\": "), ("m.csv", ""),
        ("n.csv", "\u{1}\u{2}\n"),
    ])
    func `a source of which nothing can be read bears no fruit, and does when another run of it can`(
        _ path: String, _ text: String
    ) async throws {
        try folder.write("runs/1/config.json", "{}")
        try folder.write("exp/metrics/loss.jsonl", "")
        try folder.write(path, text)
        let tracker: Tracker = path.hasSuffix(".csv") ? .csv : path.hasPrefix("runs") ? .sacred : .mldash
        let bad = try #require(try await folder.bring(tracker: tracker, into: registry).first)
        #expect(bad.newRuns == 0 && bad.unreadSources == 1 && bad.reports.count == 1 && bad.isFruitless, "\(bad)")
        try folder.write("runs/2/config.json", "{}")
        try folder.write("runs/2/run.json", #"{"start_time": "2023-11-14T22:13:20"}"#)
        try folder.write("exp2/metrics/loss.jsonl", "")
        try folder.write("exp2/experiment.json", #"{"name": "exp"}"#)
        try folder.write("good.csv", "step,loss\n1,2\n")
        let rest = try #require(try await folder.bring(tracker: tracker, into: registry).first)
        #expect(rest.newRuns == 1 && rest.unreadSources == 1 && !rest.isFruitless, "\(rest)")
    }

    @Test func `a file of W&B's that is nothing but damage bears no fruit, and one that was just begun is no damage`()
        async throws
    {
        let file = try folder.wandb(steps: 0..<0, exit: nil)
        let whole = [UInt8](try Data(contentsOf: file))
        let name = Array("a run".utf8)
        let place = try #require(whole.indices.first { whole[$0...].starts(with: name) })
        var bytes = whole
        bytes[place] ^= 1
        try Data(bytes).write(to: file)
        let damaged = try await bring()
        #expect(damaged.newRuns == 0 && damaged.isFruitless && !damaged.reports.isEmpty, "\(damaged)")
        try Data(whole.prefix(place)).write(to: file)
        let begun = try await bring()
        #expect(begun.newRuns == 0 && !begun.isFruitless, "\(begun)")
    }

    @Test func `what Neptune says of a run that cannot be read is told, and taken once it can be`() async throws {
        let base = ".neptune/offline/run__abc__1__ab"
        try folder.write(
            "\(base)/data-1.log",
            #"{"obj": {"type": "LogFloats", "path": ["loss"], "values": [{"value": 1, "ts": 1700000000}]}, "version": 1}"#
                + "\n")
        try folder.write("\(base)/metadata.json", #"{"containerId": "ab"#)
        let summary = try await bring()
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 1 && summary.reports.count == 1)
        #expect(summary.reports.first?.contains("metadata.json") == true)
        #expect(summary.reports.first?.contains("leave the folder its name") == true, "\(summary.reports)")
        try folder.write(
            "\(base)/metadata.json", #"{"containerId": "abc", "createdAt": "2023-11-14T22:13:10+00:00"}"#)
        let more = try await bring()
        #expect(more.newRuns == 0 && more.knownPoints == 1 && more.incompleteRuns == 0 && more.reports.isEmpty)
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        #expect(run.startTime == WallTime(secondsSince1970: TrackerFolder.start - 10))
    }
}
