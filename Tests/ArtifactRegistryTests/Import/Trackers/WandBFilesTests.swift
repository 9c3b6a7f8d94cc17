import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles

/// Runs of W&B's of several files, and files that do not say whose they are.
@Suite struct WandBFilesTests {
    private let folder: TrackerFolder
    private let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    /// The records of one file of a run that began at a second, with a loss for each step.
    private func records(start: Double, steps: Range<Int64>, exit: Int64?) -> [WandBRecord] {
        var run = WandBRun()
        run.id = "abc"
        run.displayName = "a run"
        run.startSeconds = start
        var records: [WandBRecord] = [.header(producer: "test", minimumConsumer: "0.70.0"), .run(run)]
        for step in steps {
            let time = TrackerFolder.item("_timestamp", "\(start + Double(step))")
            records.append(.history([TrackerFolder.item("loss", "\(step)"), time], step: step))
        }
        if let exit { records.append(.exit(code: exit, runtime: 60)) }
        return records
    }

    @Test func `a run of several files began with the first and ends with the last, however often it is imported`()
        async throws
    {
        let start = TrackerFolder.start
        try folder.wandb("wandb/offline-run-1-abc", id: "abc", records(start: start, steps: 0..<4, exit: 0))
        try folder.wandb("wandb/offline-run-2-abc", id: "abc", records(start: start + 1_000, steps: 4..<6, exit: nil))
        // Shortly after the last sign of life, and long after it.
        for (seconds, status) in [(1_060.0, RunStatus.running), (864_000, .lost)] {
            let importer = TrackerImporter(
                store: registry.store, now: { WallTime(secondsSince1970: start + seconds) })
            for _ in 0..<3 {
                let found = try TrackerSearch.sources(at: folder.url, tracker: .wandb)
                for source in found.sources { try await importer.importRuns { try source.open() } }
                let run = try #require(try await registry.runsByName()["a run"])
                #expect(run.startTime == WallTime(secondsSince1970: start) && run.status == status)
            }
        }
    }

    @Test func `a file that does not say yet whose it is makes no run, and one run when it does`() async throws {
        let path = "wandb/offline-run-1-abc"
        let all = records(start: TrackerFolder.start, steps: 0..<2, exit: 0)
        try folder.wandb(path, id: "abc", Array(all.prefix(1)))
        let early = try #require(try await folder.bring(into: registry).first)
        #expect(early.newRuns == 0 && !early.hasStored)
        try folder.wandb(path, id: "abc", all)
        try await folder.bring(into: registry)
        #expect(try await registry.runs(limit: 10).elements.map(\.name) == ["a run"])
    }

    /// Changes one byte of the record that says whose a file is, which has the name of the run in it.
    private func damageRun(in file: URL) throws {
        var bytes = [UInt8](try Data(contentsOf: file))
        let name = Array("a run".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes[place] ^= 1
        try Data(bytes).write(to: file)
    }

    @Test func `a file that does not say whose it is any more is the run that its name says, repaired the same one`()
        async throws
    {
        let file = try folder.wandb(steps: 0..<4)
        try damageRun(in: file)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 1 && summary.storedPoints == 8)
        #expect(summary.reports.contains { $0.contains("until it can be read this is the run abc") })
        #expect(Set(try await registry.runsByName().keys) == ["abc"])
        let everything = try await registry.everything()
        try await folder.bring(into: registry)
        #expect(try await registry.everything() == everything)
        try folder.wandb(steps: 0..<4)
        for _ in 0..<2 {
            let repaired = try #require(try await folder.bring(into: registry).first)
            #expect(repaired.newRuns == 0 && repaired.knownRuns == 1 && !repaired.hasStored && repaired.reports.isEmpty)
            let runs = try await registry.runs(limit: 10).elements
            #expect(runs.map(\.name) == ["a run"] && runs.map(\.experiment) == ["p1"] && runs[0].tags["t1"] == "true")
        }
        // What was taken up again meanwhile belongs to it as well.
        try folder.wandb("wandb/offline-run-20231115_221320-abc", steps: 4..<6)
        try damageRun(in: file)
        try await folder.bring(into: registry)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(try await registry.runs(limit: 10).elements.count == 1)
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `a file that is damaged after it was imported stays the same run`() async throws {
        let file = try folder.wandb(steps: 0..<4)
        try await folder.bring(into: registry)
        let everything = try await registry.everything()
        try damageRun(in: file)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 0 && summary.knownRuns == 1 && !summary.hasStored)
        let after = try await registry.everything()
        #expect(after == everything, "\(after.difference(from: everything))")
    }

    @Test func `a damaged file is none of two runs of its name in several projects`() async throws {
        try damageRun(in: try folder.wandb("wandb/offline-run-20231114_221320-abc", steps: 0..<4))
        try folder.wandb("wandb/offline-run-20231115_221320-abc", steps: 4..<6)
        try folder.wandb(
            "wandb/offline-run-20231116_221320-abc", id: "abc",
            records(start: TrackerFolder.start, steps: 0..<2, exit: 0))
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 3)
        #expect(Set(try await registry.runsByName().keys) == ["abc", "a run"])
    }

    @Test(arguments: [0, 1])
    func `a damaged file beside an intact one of its name is a part of the same run, whichever is damaged`(
        _ damaged: Int
    ) async throws {
        let places = ["wandb/offline-run-20231114_221320-abc", "wandb/offline-run-20231115_221320-abc"]
        let files = [try folder.wandb(places[0], steps: 0..<4), try folder.wandb(places[1], steps: 4..<6)]
        try damageRun(in: files[damaged])
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 1 && summary.reports.contains { $0.contains("taken for the run /p1/abc") })
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.experiment == "p1" && run.tags["t1"] == "true" && run.notes == "notes")
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4, 5])
        let everything = try await registry.everything()
        try await folder.bring(into: registry)
        #expect(try await registry.everything() == everything)
        // Repaired it is the same one.
        try folder.wandb(places[damaged], steps: damaged == 0 ? 0..<4 : 4..<6)
        let repaired = try #require(try await folder.bring(into: registry).first)
        #expect(repaired.newRuns == 0 && repaired.storedPoints == 0 && repaired.reports.isEmpty)
        #expect(try await registry.runs(limit: 10).elements.count == 1)
    }

    @Test func `a damaged file that was imported alone is the same run when an intact one of its name comes`()
        async throws
    {
        try damageRun(in: try folder.wandb("wandb/offline-run-20231114_221320-abc", steps: 0..<4))
        try await folder.bring(into: registry)
        #expect(Set(try await registry.runsByName().keys) == ["abc"])
        try folder.wandb("wandb/offline-run-20231115_221320-abc", steps: 4..<6)
        for _ in 0..<2 {
            try await folder.bring(into: registry)
            let run = try #require(try await registry.runsByName()["a run"])
            #expect(try await registry.runs(limit: 10).elements.count == 1)
            #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4, 5])
        }
    }

    @Test func `a repaired file whose run is there already is a part of it, and the run that it was is named`()
        async throws
    {
        let place = "wandb/offline-run-20231115_221320-abc"
        try damageRun(in: try folder.wandb(place, steps: 4..<6))
        try await folder.bring(into: registry)
        let standIn = try #require(try await registry.runsByName()["abc"])
        // The other file lies elsewhere: nothing says that they belong together.
        let other = try TrackerFolder()
        try other.wandb(steps: 0..<4)
        try await other.bring(into: registry)
        try folder.wandb(place, steps: 4..<6)
        for _ in 0..<2 {
            let summary = try #require(try await folder.bring(into: registry).first)
            #expect(summary.reports.count == 1, "\(summary.reports)")
            #expect(summary.reports.first?.contains("it was the run \(standIn.id)") == true, "\(summary.reports)")
        }
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4, 5])
        _ = try await registry.store.deleteRun(standIn.id)
        #expect(try await folder.bring(into: registry).first?.reports == [])
    }

    @Test func `a damaged file is not mixed with a run that once was known by the same name`() async throws {
        try damageRun(in: try folder.wandb(steps: 0..<4))
        try await folder.bring(into: registry)
        try folder.wandb(steps: 0..<4)
        try await folder.bring(into: registry)
        let run = try #require(try await registry.runsByName()["a run"])
        // Of another project, with the same chosen identifier.
        let other = try TrackerFolder()
        let place = "wandb/offline-run-20240101_000000-abc"
        let file = try other.wandb(
            place, id: "abc", records(start: TrackerFolder.start, steps: 10..<12, exit: 0))
        let bytes = try Data(contentsOf: file)
        try damageRun(in: file)
        for isNew in [true, false] {
            let summary = try #require(try await other.bring(into: registry).first)
            #expect(summary.newRuns == (isNew ? 1 : 0) && summary.incompleteRuns == 0)
        }
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3])
        // Repaired it is the same one.
        try bytes.write(to: file)
        let repaired = try #require(try await other.bring(into: registry).first)
        #expect(repaired.newRuns == 0 && repaired.storedPoints == 0 && repaired.reports.isEmpty)
        #expect(try await registry.runs(limit: 10).elements.count == 2)
    }
}
