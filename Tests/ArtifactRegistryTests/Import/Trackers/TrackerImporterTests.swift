import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

@Suite struct TrackerImporterTests {
    let folder: TrackerFolder

    init() throws { folder = try TrackerFolder() }

    @Test func `an import that the store breaks off at any call goes on with the next, to the same end`() async throws {
        try folder.wandb(steps: 0..<50)
        try folder.mlflow("a1", points: 20)
        let whole = DataManager(store: MemoryStore())
        try await folder.bring(into: whole)
        let expected = try await whole.everything().map(Self.withoutIdentifier).sorted()
        for failing in 1...10 {
            for isDone in [false, true] {
                let registry = DataManager(store: FlakyStore { ($0 == failing, isDone) })
                // The call that fails may be one of the second import.
                for _ in 0..<3 {
                    do {
                        try await folder.bring(into: registry)
                    } catch let error as RegistryError {
                        #expect(error.code == (isDone ? .timedOut : .unavailable))
                    }
                }
                let found = try await registry.everything().map(Self.withoutIdentifier).sorted()
                #expect(found == expected, "call \(failing)\(isDone ? ", whose answer was lost" : "")")
            }
        }
    }

    /// Records of files have identifiers that the store makes.
    private static func withoutIdentifier(_ text: String) -> String {
        text.replacing(/"_id":\s*\{"\$oid":\s*"[0-9a-f]+"\}/, with: "")
    }

    @Test func `what a user changed in a run stays when it is imported again`() async throws {
        try folder.wandb(steps: 0..<5)
        let registry = DataManager(store: MemoryStore())
        try await folder.bring(into: registry)
        let run = try #require(try await registry.runsByName()["a run"])
        try await registry.store.update(
            RecordID(run.id), in: .runs, RecordChange(set: ["name": "mine", "notes": "my notes", "status": "killed"]))
        try await folder.bring(into: registry)
        let after = try #require(try await registry.runsByName()["mine"])
        #expect(after.notes == "my notes" && after.status == .killed)
    }

    @Test func `metrics beyond the most are counted and not taken`() async throws {
        try folder.wandb(steps: 0..<5)
        let registry = DataManager(store: MemoryStore())
        let options = TrackerImportOptions(experiment: "mine", mostMetrics: 1)
        let summary = try #require(try await folder.bring(into: registry, options: options).first)
        #expect(summary.storedPoints == 5 && summary.notTaken.map(\.value) == [5])
        #expect(try await registry.runsByName()["a run"]?.experiment == "mine")
    }

    @Test func `auto finds what there is, and says what to do with the rest`() throws {
        try folder.wandb(steps: 0..<1)
        try folder.mlflow("a1", points: 1)
        try folder.write("old/weights.pkl", "x")
        try folder.write("tb/events.out.tfevents.1.host", "x")
        try folder.write("metrics.csv", "step,loss\n1,2\n")
        // Logs of programs, and no queues of Neptune's.
        try folder.write("data-prep.log", "x")
        try folder.write("data-1.log", "x")
        let found = try TrackerSearch.sources(at: folder.url)
        #expect(Set(found.sources.map(\.tracker)) == [.wandb, .mlflow])
        #expect(found.remarks.contains { $0.contains("pickle") && $0.contains("to_csv") })
        #expect(found.remarks.contains { $0.contains("import tensorboard") })
        #expect(try TrackerSearch.sources(at: folder.url, tracker: .csv).sources.map(\.tracker) == [.csv])
        #expect { try TrackerSearch.sources(at: folder.url, tracker: .comet) } throws: {
            ($0 as? RegistryError)?.code == .notFound
        }
        #expect { try TrackerSearch.sources(at: folder.url.appending(path: "none")) } throws: {
            ($0 as? RegistryError)?.code == .notFound
        }
    }

    @Test func `a run of MLflow's in a folder does not hide what else is in it`() async throws {
        try folder.mlflow("a1", points: 1)
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "project"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: folder.url.appending(path: "mlruns/1/a1"), to: folder.url.appending(path: "project/a1"))
        try folder.remove("mlruns")
        try folder.wandb("project/wandb/offline-run-20231114_221320-abc", steps: 0..<1)
        for path in ["", "project"] {
            let found = try TrackerSearch.sources(at: path.isEmpty ? folder.url : folder.url.appending(path: path))
            #expect(found.sources.map(\.tracker).sorted { $0.rawValue < $1.rawValue } == [.mlflow, .wandb], "\(path)")
            let registry = DataManager(store: MemoryStore())
            let summaries = try await folder.bring(path, into: registry)
            #expect(summaries.reduce(0) { $0 + $1.newRuns } == 2, "\(path)")
        }
    }

    @Test func `what lies in an experiment of MLflow's is found once, and a version of a model is no run`() throws {
        try folder.mlflow("a1", points: 1)
        try folder.write(
            "mlruns/models/net/version-1/meta.yaml", "name: net\nversion: 1\nrun_id: a1\ncurrent_stage: None\n")
        try folder.write("mlruns/models/net/meta.yaml", "name: net\n")
        for path in ["mlruns", "mlruns/1"] {
            let found = try TrackerSearch.sources(at: folder.url.appending(path: path))
            #expect(found.sources.map(\.paths) == [[SourceFolder.absolute(folder.url.appending(path: path))]])
        }
    }

    @Test func `a database and a zip file that cannot be opened are said, with the reason`() throws {
        try folder.write("broken.db", String(repeating: "no database ", count: 100))
        try folder.write("broken.zip", "no zip file")
        for name in ["broken.db", "broken.zip"] {
            #expect { try TrackerSearch.sources(at: folder.url.appending(path: name)) } throws: {
                guard let error = $0 as? RegistryError else { return false }
                let path = SourceFolder.absolute(folder.url.appending(path: name))
                // The reason comes first, and then the path once more: where there is nothing else.
                return error.code == .corruptData && error.message.contains("There is nothing else")
                    && !error.message.contains("Known are") && error.message.components(separatedBy: path).count == 3
                    && error.message.prefix(path.count + 60).contains(path)
            }
        }
        try folder.wandb(steps: 0..<1)
        let found = try TrackerSearch.sources(at: folder.url)
        #expect(found.sources.map(\.tracker) == [.wandb])
        #expect(found.remarks.count == 1)
        #expect(found.remarks.first?.contains("2 databases and zip files could not be looked into") == true)
        #expect(found.remarks.first?.contains("broken.db") == true)
        // Who wants other files is not told of these.
        #expect(try TrackerSearch.sources(at: folder.url, tracker: .wandb).remarks.isEmpty)
    }

    /// A source that cannot be read.
    private final class BrokenSource: RunSource {
        let tracker = Tracker.csv
        let reports = (0..<100).map { "report \($0)" }

        func nextRun() throws -> (any SourceRun)? { throw RegistryError(.unavailable, "nothing more can be read") }
    }

    @Test func `why a source cannot be read further is said however much else there is to say, and thrown by nobody`()
        async throws
    {
        let importer = TrackerImporter(store: MemoryStore())
        let summary = try await importer.importRuns { BrokenSource() }
        #expect(summary.sourceError?.code == .unavailable && summary.reports.count == 50)
        #expect(summary.description.contains("to its end: nothing more can be read"), "\(summary)")
    }

    @Test func `a run's damage is no fault of its source, and a database that is away is`() async throws {
        let importer = TrackerImporter(store: MemoryStore())
        let damaged = try await importer.importRuns { CutRun { $0.report("a report") } }
        #expect(damaged.sourceError == nil && damaged.incompleteRuns == 1)
        for code in [RegistryError.Code.unavailable, .timedOut, .accessDenied] {
            let away = try await importer.importRuns { CutRun(RegistryError(code, "away")) { $0.report("a report") } }
            #expect(away.sourceError?.code == code && away.incompleteRuns == 1)
        }
    }

    /// A run that can be read up to a place.
    private final class CutRun: RunSource, SourceRun {
        let tracker = Tracker.sacred
        let reports: [String] = []
        let key = "k"
        let place = "a place"
        let part: String? = nil
        var facts = SourceFacts()
        private let content: (inout SourceBatch) -> Void
        private var isOpen = false

        private let error: RegistryError

        init(
            _ error: RegistryError = RegistryError(.corruptData, "the rest is damaged"),
            _ content: @escaping (inout SourceBatch) -> Void
        ) {
            self.error = error
            self.content = content
        }

        func nextRun() throws -> (any SourceRun)? {
            defer { isOpen = true }
            return isOpen ? nil : self
        }

        func read(into batch: inout SourceBatch) throws -> Bool {
            content(&batch)
            throw error
        }
    }

    @Test(arguments: [true, false])
    func `a run that cannot be read to its end is lost when it is quiet, and keeps what was read`(_ isOld: Bool)
        async throws
    {
        let registry = DataManager(store: MemoryStore())
        let time = WallTime(secondsSince1970: TrackerFolder.start)
        let now = WallTime(secondsSince1970: TrackerFolder.start + (isOld ? 864_000 : 10))
        let importer = TrackerImporter(store: registry.store, now: { now })
        for _ in 0..<2 {
            let summary = try await importer.importRuns {
                CutRun { $0.addPoint("loss", step: 0, time: time, value: 1) }
            }
            #expect(summary.incompleteRuns == 1)
        }
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        #expect(run.status == (isOld ? .lost : .running) && run.endTime == (isOld ? time : nil))
        #expect(run.startTime == time && run.metrics["loss"]?.summary.count == 1)
    }

    @Test func `what is said of a run of which nothing could be read is told, and files alone are something`()
        async throws
    {
        let importer = TrackerImporter(store: MemoryStore())
        let nothing = try await importer.importRuns {
            CutRun {
                $0.report("a report")
                $0.omit(.texts, 3)
            }
        }
        #expect(nothing.newRuns == 0 && nothing.reports == ["a place: the rest is damaged", "a report"])
        #expect(nothing.notTaken == [.texts: 3] && nothing.incompleteRuns == 1)
        let file = try await importer.importRuns {
            CutRun { $0.addFile(SourceFile(name: "a", type: "t", location: "/a")) }
        }
        #expect(file.newRuns == 1 && file.storedFiles == 1)
    }

    @Test func `a file that is none of its kind is reported, and the others are brought in`() async throws {
        try folder.wandb(steps: 0..<3)
        try folder.write("wandb/other/run-x.wandb", "no such file")
        let summary = try #require(try await folder.bring(into: DataManager(store: MemoryStore())).first)
        #expect(summary.newRuns == 1 && summary.reports.count == 1)
    }
}
