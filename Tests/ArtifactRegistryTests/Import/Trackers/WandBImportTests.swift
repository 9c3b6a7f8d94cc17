import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles

@Suite struct WandBImportTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    @Test func `an offline run becomes a run with its points, parameters, tags, notes, end and summary`() async throws {
        try folder.wandb(steps: 0..<4)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.newRuns == 1 && summary.storedPoints == 8 && summary.reports.isEmpty)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.experiment == "p1" && run.notes == "notes" && run.status == .finished)
        #expect(run.parameters == ["lr": .double(0.01), "net.depth": .int(3), "net.act": .string("relu")])
        #expect(run.tags == ["t1": "true", "group": "g"])
        #expect(run.startTime == WallTime(secondsSince1970: TrackerFolder.start))
        #expect(run.endTime == WallTime(secondsSince1970: TrackerFolder.start + 60))
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.value) == [0, 1, 2, 3] && points.map(\.step.rawValue) == [0, 1, 2, 3])
        #expect(points[2].time == WallTime(secondsSince1970: TrackerFolder.start + 2))
        let bad = try await registry.exactPoints(of: "bad", run: run.id).map(\.value)
        #expect(bad[1].isNaN && bad[0] == -.infinity)
        let record = try await registry.store.record(RecordID(run.id), in: .runs)
        #expect(record?["summary"] == ["best": 0.5])
    }

    @Test func `importing twice, and after more came, stores only what is new`() async throws {
        try folder.wandb(steps: 0..<10, exit: nil)
        try await folder.bring(into: registry)
        let first = try await registry.everything()
        let again = try #require(try await folder.bring(into: registry).first)
        #expect(!again.hasStored && again.knownRuns == 1 && again.knownPoints == 20)
        #expect(try await registry.everything() == first)
        try folder.wandb(steps: 0..<15)
        let more = try #require(try await folder.bring(into: registry).first)
        #expect(more.storedPoints == 10 && more.knownPoints == 20)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(run.status == .finished)
        #expect(try await registry.exactPoints(of: "loss", run: run.id).count == 15)
    }

    @Test func `a run that was taken up again in another folder is one run with the points of both`() async throws {
        try folder.wandb("wandb/offline-run-20231114_221320-abc", steps: 0..<4)
        try folder.wandb("wandb/offline-run-20231115_221320-abc", steps: 4..<6)
        try await folder.bring(into: registry)
        let runs = try await registry.runsByName()
        #expect(runs.count == 1)
        let run = try #require(runs["a run"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4, 5])
        let everything = try await registry.everything()
        try await folder.bring(into: registry)
        #expect(try await registry.everything() == everything)
    }

    @Test func `a moved folder is the same run`() async throws {
        try folder.wandb(steps: 0..<4)
        try await folder.bring(into: registry)
        let other = try TrackerFolder()
        try other.wandb(steps: 0..<4)
        let summary = try #require(try await other.bring(into: registry).first)
        #expect(!summary.hasStored && summary.knownRuns == 1)
    }

    @Test func `a run that was never ended is lost, one that failed has failed`() async throws {
        try folder.wandb("wandb/a", id: "a", steps: 0..<4, exit: nil)
        try folder.wandb("wandb/b", id: "b", steps: 0..<4, exit: 3)
        try await folder.bring(into: registry)
        let statuses = try await registry.runs(limit: 10).elements.map(\.status)
        #expect(Set(statuses) == [.lost, .failed])
    }

    @Test func `what was printed becomes lines, without what a progress bar overwrote`() async throws {
        let texts = ["hel", "lo\nsecond\n", "10%\r20%\r100%\n", "win\r\ndows\r\n", "rest"]
        let records = texts.map { WandBRecord.output(isError: false, seconds: TrackerFolder.start, text: $0) }
        try folder.wandb(steps: 0..<1, more: records)
        try await folder.bring(into: registry)
        let run = try #require(try await registry.runsByName()["a run"])
        let lines = try await registry.logLines(of: run.id).map(\.text)
        #expect(lines == ["hello", "second", "100%", "win", "dows", "rest"])
    }

    @Test func `the machine's measurements are metrics below system`() async throws {
        let stats = WandBRecord.stats([TrackerFolder.item("cpu", "12.5")], seconds: TrackerFolder.start)
        try folder.wandb(steps: 0..<1, more: [stats, stats])
        try await folder.bring(into: registry)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(try await registry.exactPoints(of: "system/cpu", run: run.id).map(\.step.rawValue) == [0, 1])
    }

    @Test func `media that are there get a record, and those that are not, or climb out, are counted`() async throws {
        try folder.write("wandb/offline-run-20231114_221320-abc/files/media/images/a.png", "PNG")
        func image(_ path: String) -> WandBRecord {
            .history([TrackerFolder.item("img", #"{"_type": "image-file", "path": "\#(path)", "size": 3}"#)], step: 1)
        }
        try folder.wandb(
            steps: 0..<1,
            more: [image("media/images/a.png"), image("media/images/none.png"), image("../../../../../../etc/passwd")])
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.storedFiles == 1)
        #expect(summary.notTaken.map(\.value) == [2])
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        let image = try #require(files.first { $0["filetype"] == "image-file" })
        #expect(image["label"] == "img" && image["size"] == 3 && image["step"] == 1)
    }

    @Test func `media that are told leaf by leaf are one record, and their parts are neither metrics nor summary`()
        async throws
    {
        try folder.write("wandb/offline-run-20231114_221320-abc/files/media/images/a.png", "PNG")
        func leaf(_ names: [String], _ json: String) -> WandBItem {
            WandBItem(path: names, value: .json(Array(json.utf8)))
        }
        let image = [
            leaf(["val", "img", "width"], "8"), leaf(["val", "img", "_type"], #""image-file""#),
            leaf(["val", "img", "path"], #""media/images/a.png""#), leaf(["val", "img", "size"], "3"),
        ]
        let row = WandBRecord.history(image + [leaf(["val", "loss"], "0.5")], step: 1)
        try folder.wandb(steps: 0..<1, more: [row, .summary(update: image, remove: [])])
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.storedFiles == 1 && summary.storedPoints == 3)
        #expect(summary.notTaken.isEmpty && summary.reports.isEmpty)
        let run = try #require(try await registry.runsByName()["a run"])
        #expect(try await registry.exactPoints(of: "val.loss", run: run.id).map(\.value) == [0.5])
        let record = try await registry.store.record(RecordID(run.id), in: .runs)
        #expect(record?["summary"] == ["best": 0.5])
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        let file = try #require(files.first { $0["filetype"] == "image-file" })
        #expect(file["label"] == "val.img" && file["size"] == 3 && file["step"] == 1)
    }

    @Test func `damage is told with its byte, and what is behind it is taken`() async throws {
        let file = try folder.wandb(steps: 0..<2_000)
        var bytes = [UInt8](try Data(contentsOf: file))
        bytes[40_000] ^= 0xFF
        try Data(bytes).write(to: file)
        let summary = try #require(try await folder.bring(into: registry).first)
        #expect(summary.reports.count == 1 && summary.reports[0].contains("byte "))
        #expect((3_000..<4_000).contains(summary.storedPoints))
    }

    @Test func `a file cut at any byte gives what is before, and never stops the import`() async throws {
        let file = try folder.wandb(steps: 0..<3)
        let bytes = [UInt8](try Data(contentsOf: file))
        var most = 0
        for end in bytes.indices {
            try Data(bytes[..<end]).write(to: file)
            let registry = DataManager(store: MemoryStore())
            let summary = try #require(try await folder.bring(into: registry).first)
            #expect(summary.storedPoints <= 6)
            most = max(most, summary.storedPoints)
        }
        #expect(most == 6)
    }
}
