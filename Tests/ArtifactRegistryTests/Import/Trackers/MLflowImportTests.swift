import ArtifactRegistry
import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@Suite struct MLflowImportTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    @Test func `a file store's runs come with everything, nested names and artifacts too`() async throws {
        try folder.mlflow("a1", points: 5)
        try folder.mlflow("b2", points: 1, stage: "deleted")
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 1 && summary.storedPoints == 7 && summary.reports.count == 1)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.experiment == "it's one" && run.notes == "notes" && run.status == .finished)
        #expect(
            run.parameters == ["lr": .double(0.01), "opt/name": .string("adam"), "version": .string("1.10")])
        #expect(run.tags == ["team": "x", "mlflow.user": "me"])
        #expect(run.endTime == WallTime(millisecondsSince1970: 1_700_000_100_000))
        #expect(try await registry.exactPoints(of: "val/loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4])
        let bad = try await registry.exactPoints(of: "bad", run: run.id).map(\.value)
        #expect(bad[0].isNaN && bad[1] == .infinity)
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        #expect(files.map { $0["file"] } == ["a/b.txt"])
    }

    @Test(arguments: [nil, Tracker.mlflow])
    func `an experiment's folder and a run's are taken alone, and are the same run as in the whole`(_ tracker: Tracker?)
        async throws
    {
        try folder.mlflow("a1", points: 5)
        for path in ["mlruns/1/a1", "mlruns/1"] {
            let registry = DataManager(store: MemoryStore())
            let found = try TrackerSearch.sources(at: folder.url.appending(path: path), tracker: tracker)
            #expect(found.sources.map(\.tracker) == [.mlflow])
            let summary = try #require(try await folder.bring(path, tracker: tracker, into: registry).first)
            #expect(summary.newRuns == 1 && summary.storedPoints == 7 && summary.storedFiles == 1, "\(path)")
            let everything = try await registry.everything()
            let again = try #require(try await folder.bring(tracker: tracker, into: registry).first)
            #expect(again.knownRuns == 1 && !again.hasStored, "\(path)")
            #expect(try await registry.everything() == everything)
            #expect(try await registry.runsByName()["a run"]?.experiment == "it's one", "\(path)")
        }
    }

    @Test func `runs that were copied without their experiment are found in a folder of others`() async throws {
        try folder.mlflow("a1", points: 1)
        try folder.write("copy/x.txt", "x")
        try FileManager.default.moveItem(
            at: folder.url.appending(path: "mlruns/1/a1"), to: folder.url.appending(path: "copy/a1"))
        try folder.remove("mlruns")
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 1)
        #expect(try await registry.runsByName()["a run"]?.experiment == "copy")
    }

    @Test func `one metric that cannot be read is reported, and the others come`() async throws {
        try folder.mlflow("a1", points: 5)
        try folder.link("mlruns/1/a1/metrics/aaa", to: "nowhere")
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.storedPoints == 7 && summary.reports.count == 1)
        #expect(summary.reports.first?.contains("metrics/aaa: No such file") == true, "\(summary.reports)")
        try folder.remove("mlruns/1/a1/metrics/aaa")
        try folder.write("mlruns/1/a1/metrics/aaa", "1700000000000 1 0\n")
        let more = try #require(try await folder.bring(into: registry).first)
        #expect(more.storedPoints == 1 && more.knownPoints == 7 && more.reports.isEmpty)
    }

    @Test func `a parameter and a tag that are too long are reported and not set, and a line without its end waits`()
        async throws
    {
        try folder.mlflow("a1", points: 1)
        try folder.write("mlruns/1/a1/params/long", String(repeating: "x", count: 70_000))
        try folder.write("mlruns/1/a1/tags/long", String(repeating: "x", count: 70_000))
        try folder.write("mlruns/1/a1/metrics/cut", "1700000000000 1 0\n1700000000001 12")
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.reports.count == 3)
        #expect(summary.reports.contains { $0.contains("params/long") })
        #expect(summary.reports.contains { $0.contains("tags/long") })
        #expect(summary.reports.contains { $0.contains("metrics/cut, byte 18: the file ends inside a line") })
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.parameters["long"] == nil && run.parameters["lr"] == .double(0.01) && run.tags["long"] == nil)
        try folder.write("mlruns/1/a1/metrics/cut", "1700000000000 1 0\n1700000000001 125 1\n")
        try await folder.bring(into: registry)
        #expect(try await registry.exactPoints(of: "cut", run: run.id).map(\.value) == [1, 125])
    }

    @Test func `a database's runs come with everything, and the database is not touched`() async throws {
        let file = try folder.mlflowDatabase(points: [5, 0, 40_000])
        let before = try Data(contentsOf: file)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 3 && summary.storedPoints == 40_011)
        let runs = try await registry.runsByName()
        #expect(Set(runs.keys) == ["named 0", "named 1", "named 2"])
        let run = try #require(runs["named 2"])
        #expect(run.experiment == "exp one" && run.parameters == ["lr": .double(0.01)])
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.count == 40_000 && points.last?.value == 39_999)
        let bad = try await registry.exactPoints(of: "bad", run: run.id).map(\.value)
        #expect(bad[0].isNaN && bad[1] == -.infinity)
        #expect(try Data(contentsOf: file) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["mlflow.db"])
        let again = try #require(try await folder.bring(into: registry).first)
        #expect(!again.hasStored && again.knownPoints == 40_011)
    }

    @Test func `artifacts that lie beside a database come with their runs, and others are told of`() async throws {
        let file = try folder.mlflowDatabase(points: [1, 1, 1])
        try folder.write("mlruns/1/run0/artifacts/model/weights.bin", "w")
        try folder.write("mlartifacts/1/run1/artifacts/plot.png", "p")
        let queue = try DatabaseQueue(path: file.path)
        try await queue.write { database in
            try database.execute(
                sql:
                    "INSERT INTO tags VALUES ('mlflow.loggedImages', 'True', 'run1'), ('mlflow.loggedImages', 'True', 'run2')"
            )
        }
        try queue.close()
        let summary = try #require(try await folder.bring(into: registry).first { $0.newRuns > 0 })
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        #expect(Set(files.map { $0["file"] }) == ["model/weights.bin", "plot.png"])
        let told = summary.reports.filter { $0.contains("artifacts are not taken") }
        #expect(told.count == 1 && told.allSatisfy { $0.contains("run run2") }, "\(summary.reports)")
    }

    @Test func `a database in WAL mode gets no companions`() async throws {
        let file = try folder.mlflowDatabase(points: [2])
        // Bytes 18 and 19 of the header say the mode.
        var bytes = [UInt8](try Data(contentsOf: file))
        bytes[18] = 2
        bytes[19] = 2
        try Data(bytes).write(to: file)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.storedPoints == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["mlflow.db"])
    }

    @Test func `a damaged database is refused or read, never a trap`() async throws {
        let file = try folder.mlflowDatabase(points: [200])
        let bytes = [UInt8](try Data(contentsOf: file))
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<60 {
            var damaged = bytes
            for _ in 0..<8 {
                damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            try Data(damaged).write(to: file)
            do {
                try await folder.bring(into: DataManager(store: MemoryStore()))
            } catch is RegistryError {}
        }
    }
}
