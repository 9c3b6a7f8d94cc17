import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// Runs of Sacred's MongoObserver in a real MongoDB, in the shape that Sacred writes.
@Suite(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
struct SacredDatabaseTests {
    private let maker: SacredDatabaseMaker
    private let registry = DataManager(store: MemoryStore())

    init() throws { maker = try SacredDatabaseMaker(TestMongoDB.freshDatabaseURL()) }

    /// Imports what the database holds, so many seconds after the runs began.
    @discardableResult
    private func bring(
        after seconds: Double = 864_000, prefix: String? = nil
    ) async throws -> [TrackerImportSummary] {
        let now = WallTime(secondsSince1970: TrackerFolder.start + seconds)
        let importer = TrackerImporter(store: registry.store, now: { now })
        var summaries: [TrackerImportSummary] = []
        for source in try await TrackerSearch.sources(inDatabase: maker.url, prefix: prefix).sources {
            summaries.append(try await importer.importRuns { try source.open(at: now) })
        }
        return summaries
    }

    private func onlyRun() async throws -> Run {
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    @Test func `a run comes with its configuration, metrics, output, artifacts and result, and once`() async throws {
        try maker.write(
            """
            file = ObjectId()
            db.fs.files.insert_one({"_id": file, "filename": "artifact://runs/1/a.txt", "length": Int64(5), "chunkSize": 261120,
                                    "uploadDate": begin, "contentType": "text/plain"})
            run(1, artifacts=[{"name": "a.txt", "file_id": file}])
            metric(1, "loss", [1.0, float("inf"), 0.25])
            """)
        let before = try maker.everything()
        let summary = try #require(try await bring().first)
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 0 && summary.reports == [])
        #expect(summary.notTaken == [.sacredFiles: 1])
        let run = try await onlyRun()
        #expect(run.name == "1" && run.experiment == "exp" && run.status == .finished && run.host == "h")
        #expect(run.startTime == WallTime(secondsSince1970: TrackerFolder.start))
        #expect(run.endTime == WallTime(secondsSince1970: TrackerFolder.start + 61))
        #expect(run.parameters == ["lr": .double(0.01), "net.layers": [1, 2], "seed": 5])
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.step.rawValue) == [0, 5, 10] && points.map(\.value) == [1, .infinity, 0.25])
        #expect(points.last?.time == WallTime(secondsSince1970: TrackerFolder.start + 2))
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one", "two"])
        let file = try #require(try await registry.store.find(in: .files, Query(limit: 10)).elements.first)
        #expect(file["file"] == "a.txt" && file["size"] == 5 && file["contentType"] == "text/plain")
        #expect(file["location"]?.stringValue?.hasPrefix("mongodb://") == true)
        let record = try #require(try await registry.store.record(RecordID(run.id), in: .runs))
        #expect(record["summary"] == ["best": 3, "result": 0.5])
        let stored = try await registry.everything()
        let again = try #require(try await bring().first)
        #expect(!again.hasStored && again.knownRuns == 1)
        #expect(try await registry.everything() == stored)
        #expect(try maker.everything() == before, "nothing is written where the runs are read")
    }

    @Test func `a run that went on is completed, also one that was thought to be lost`() async throws {
        try maker.write(
            """
            run(1, status="RUNNING", stop_time=None, result=None, captured_out="one\\ntw")
            metric(1, "loss", [1, 2])
            """)
        for (seconds, status) in [(60.0, RunStatus.running), (3_600, .lost)] {
            try await bring(after: seconds)
            #expect(try await onlyRun().status == status)
        }
        try maker.write(
            """
            db.runs.update_one({"_id": 1}, {"$set": {"status": "COMPLETED", "stop_time": begin + timedelta(hours=2), "result": 7}})
            """)
        let end = try #require(try await bring().first)
        #expect(end.storedPoints == 0 && end.storedLines == 1)
        try maker.write(
            """
            db.metrics.update_one({"run_id": 1}, {"$push": {"steps": 10, "values": 3.5, "timestamps": begin}})
            """)
        #expect(try await bring().first?.storedPoints == 1)
        let run = try await onlyRun()
        #expect(run.status == .finished)
        #expect(run.endTime == WallTime(secondsSince1970: TrackerFolder.start + 7_200))
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [1, 2, 3.5])
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one", "tw"])
    }

    @Test func `a run that ended without another word is no more lost`() async throws {
        try maker.write("run(1, status='RUNNING', stop_time=None, captured_out='')")
        try await bring()
        #expect(try await onlyRun().status == .lost)
        try maker.write("db.runs.update_one({'_id': 1}, {'$set': {'status': 'INTERRUPTED', 'stop_time': begin}})")
        try await bring()
        #expect(try await onlyRun().status == .killed)
    }

    @Test func `a run in the queue comes when it has begun, and a number that is used again is another run`()
        async throws
    {
        try maker.write(
            "run(1); run(2, status='QUEUED', start_time=None, stop_time=None, heartbeat=None, captured_out=None)")
        let first = try #require(try await bring().first)
        #expect(first.newRuns == 1 && first.notTaken[.queuedRuns] == 1)
        try maker.write(
            """
            db.runs.update_one({"_id": 2}, {"$set": {"status": "RUNNING", "start_time": begin}})
            db.runs.delete_one({"_id": 1})
            run(1, start_time=begin + timedelta(days=1))
            """)
        let second = try #require(try await bring().first)
        #expect(second.newRuns == 2 && second.knownRuns == 0)
        #expect(try await registry.runs(limit: 10).elements.count == 3)
    }

    @Test func `what is damaged is told, and the rest is brought in`() async throws {
        try maker.write(
            """
            db.runs.insert_one({"_id": 1})
            run(2, experiment="none", config=[1], info="x", artifacts=5, captured_out=7, start_time="then", status=3)
            run(3, artifacts=[{"name": "gone", "file_id": ObjectId()}, "odd", {"name": "all", "file_id": {"$gt": ""}}])
            run("3")
            run({"odd": 1})
            metric(2, "loss", [1, 2, 3], steps=[1], timestamps="none")
            metric(2, "texts", ["a", None, {"py/object": "numpy.float64"}, 4])
            metric(3, "none", None)
            metric(3, "one", 5)
            db.metrics.insert_one({"run_id": 3, "values": [1]})
            db.metrics.insert_one({"run_id": 3, "name": 7, "values": [1]})
            metric(3, "loss", [1])
            metric(3, "loss", [2])
            metric("3", "loss", [9])
            """)
        let summary = try #require(try await bring().first)
        #expect(summary.newRuns == 4 && summary.incompleteRuns == 0)
        let runs = try await registry.runs(limit: 10).elements
        var losses: [[Double]] = []
        for run in runs { losses.append(try await registry.exactPoints(of: "loss", run: run.id).map(\.value)) }
        #expect(Set(losses) == [[], [1, 2, 3], [1], [9]])
        for part in [
            "run 1: experiment is missing", "run 2: experiment is no document", "3 values, 1 steps and 0 timestamps",
            "the artifact gone is not in GridFS", "an artifact has no name", "the artifact all",
            "the values of the metric none",
            "the values of the metric one", "a metric has no name", "more than one document of the metric loss",
            "of a kind",
        ] {
            #expect(summary.reports.contains { $0.contains(part) }, "\(part): \(summary.reports)")
        }
        #expect(summary.notTaken[.lostArtifacts] == 2 && summary.notTaken[.furtherDocuments] == 1)
        #expect(summary.notTaken[.texts] == 1 && summary.notTaken[.media("list")] == 2)
        let stored = try await registry.everything()
        try await bring()
        #expect(try await registry.everything() == stored)
    }

    @Test func `an artifact whose file has a length that is none is told as such, and not as one without a file`()
        async throws
    {
        try maker.write(
            """
            files = [ObjectId() for _ in range(3)]
            db.fs.files.insert_many([{"_id": f, "length": n, "chunkSize": 1} for f, n in zip(files, ["x", -1, 1])])
            run(1, artifacts=[{"name": n, "file_id": f} for n, f in zip("abc", files)])
            """)
        let summary = try #require(try await bring().first)
        #expect(summary.storedFiles == 1 && summary.notTaken[.lostArtifacts] == nil)
        #expect(summary.notTaken[.unreadArtifacts] == 2)
        #expect(summary.reports.count { $0.contains("with a length that is no number of bytes") } == 2)
        #expect(!summary.reports.contains { $0.contains("is not in GridFS") }, "\(summary.reports)")
    }

    @Test func `an artifact whose file went away does not take another's place`() async throws {
        try maker.write(
            """
            files = [ObjectId() for _ in range(2)]
            db.fs.files.insert_many([{"_id": f, "length": 1, "chunkSize": 1} for f in files])
            run(1, artifacts=[{"name": n, "file_id": f} for n, f in zip("ab", files)])
            """)
        try await bring()
        try maker.write(
            """
            db.fs.files.delete_one({"_id": db.runs.find_one()["artifacts"][0]["file_id"]})
            file = db.fs.files.insert_one({"length": 1, "chunkSize": 1}).inserted_id
            db.runs.update_one({"_id": 1}, {"$push": {"artifacts": {"name": "c", "file_id": file}}})
            """)
        try await bring()
        let names = try await registry.store.find(in: .files, Query(limit: 10)).elements.compactMap(
            \.["file"]?.stringValue)
        #expect(names.sorted() == ["a", "b", "c"])
    }

    @Test func `many runs and long metrics come in parts, each once`() async throws {
        try maker.write(
            """
            for n in range(1100):
                run(n if n % 2 else str(n), captured_out="")
            # More than one answer of the server's holds.
            for n in range(100):
                metric(1, f"m{n}", [n] * 10, note="x" * 400000)
            metric("0", "huge", [0.5] * 100000, steps=list(range(100000)), timestamps=None)
            """)
        let summary = try #require(try await bring().first)
        #expect(summary.newRuns == 1_100 && summary.storedPoints == 101_000)
        let again = try #require(try await bring().first)
        #expect(again.knownRuns == 1_100 && again.knownPoints == 101_000 && !again.hasStored)
    }

    @Test func `all prefixes are found, or the one that is asked for, and no registry`() async throws {
        try maker.write(
            """
            run(1); metric(1, "loss", [1])
            run(1, prefix="team_"); metric(1, "loss", [2], prefix="team_")
            db.my_runs.insert_one({"_id": 1, "experiment": "a registry's", "name": "x"})
            db.old.insert_one({"_id": 1, "format": "MongoObserver-0.7.0", "experiment": {"name": "exp"}})
            """)
        let all = try await TrackerSearch.sources(inDatabase: maker.url).sources
        let ends = all.compactMap { $0.paths.first?.split(separator: "/").last.map(String.init) }
        #expect(Set(ends) == ["runs", "team_runs", "old"])
        #expect(all.allSatisfy { $0.description.hasPrefix("Sacred: mongodb://") })
        try await bring(prefix: "team")
        #expect(try await registry.exactPoints(of: "loss", run: onlyRun().id).map(\.value) == [2])
        for (prefix, tracker, code) in [
            ("none", nil, RegistryError.Code.notFound), ("my", nil, .notFound), (nil, .wandb, .unsupported),
        ] as [(String?, Tracker?, RegistryError.Code)] {
            await #expect {
                try await TrackerSearch.sources(inDatabase: maker.url, tracker: tracker, prefix: prefix)
            } throws: {
                ($0 as? RegistryError)?.code == code
            }
        }
    }

    @Test(.enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
    func `a store in a database of Sacred's is refused by what it holds, whatever its host is called`() async throws {
        try await OwnMongod.with { server in
            let maker = try SacredDatabaseMaker(server.url(database: "lab"))
            try maker.write("run(1, prefix='team_')")
            let found = try await TrackerSearch.sources(inDatabase: maker.url)
            let other = maker.url.replacing("127.0.0.1", with: "localhost")
            for url in [maker.url, other] {
                await #expect { try await found.check(try StorageLocation(url: url)) } throws: {
                    ($0 as? RegistryError)?.code == .invalidArgument
                }
            }
            try await found.check(.memory)
            try await found.check(try StorageLocation(url: server.url(database: "registry")))
            // Who does not ask opens no store among runs of the registry's own name either.
            try maker.write("run(1)")
            let before = try maker.everything()
            await #expect { try await DataManager(url: other) } throws: {
                ($0 as? RegistryError)?.code == .invalidArgument
            }
            #expect(try maker.everything() == before)
        }
    }

    @Test func `addresses that are none are refused without repeating them`() async {
        for url in ["ftp://u:sesame@host/x", "mongodb://u:ses:ame@host/x", "mongodb://u:sesame@/x"] {
            await #expect { try await TrackerSearch.sources(inDatabase: url) } throws: {
                let error = $0 as? RegistryError
                return error?.code == .invalidArgument && error?.message.contains("ame@") == false
            }
        }
    }
}
