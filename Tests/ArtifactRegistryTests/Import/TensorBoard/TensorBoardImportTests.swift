import ArtifactRegistry
import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@Suite struct TensorBoardImportTests {
    let folder: LogFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try LogFolder() }

    @Test func `every folder becomes a run, those of add_scalars too`() async throws {
        try folder.log(".", steps: 0..<3)
        try folder.log("a/b", steps: 0..<2)
        try folder.log("loss_train", steps: 0..<5)
        try folder.log("loss_valid", steps: 0..<5)
        let summary = try await folder.importer(registry.store).importNew()
        let runs = try await registry.runsByName()
        #expect(Set(runs.keys) == ["logs", "a/b", "loss_train", "loss_valid"])
        #expect(runs.values.allSatisfy { $0.experiment == "logs" && $0.status == .finished })
        let run = try #require(runs["loss_train"])
        #expect(run.startTime == WallTime(secondsSince1970: LogFolder.start))
        #expect(run.endTime == WallTime(secondsSince1970: LogFolder.start + 4))
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2, 3, 4])
        #expect(summary.newRuns == 4 && summary.storedPoints == 15 && summary.files == 4)
    }

    @Test func `a second import changes nothing, by the same importer or another`() async throws {
        try folder.log("a", steps: 0..<100)
        try folder.log("a", steps: 50..<150, second: 1, offset: 0.5)
        let writer = try folder.writer("b")
        try writer.append([.text("note", LoggedText("hello"))], step: 1, wallTime: LogFolder.start)
        try writer.append(
            [.hparams(HParamsSessionStart(hparams: ["lr": .number(0.1)]))], step: 0, wallTime: LogFolder.start)
        try writer.close()
        let importer = folder.importer(registry.store)
        try await importer.importNew()
        let first = try await registry.everything()
        #expect(try await importer.importNew().isEmpty)
        let again = try await folder.importer(registry.store).importNew()
        #expect(!again.hasStored && again.knownRuns == 2 && again.knownPoints == 200 && again.knownLines == 1)
        #expect(try await registry.everything() == first)
    }

    @Test func `a run restarted in a second file keeps the points of both, the later one behind`() async throws {
        try folder.log("a", steps: 0..<4)
        try folder.log("a", steps: 2..<6, second: 10, offset: 100)
        try await folder.importer(registry.store).importNew()
        let run = try #require(try await registry.runsByName()["a"])
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.step.rawValue) == [0, 1, 2, 2, 3, 3, 4, 5])
        #expect(points.map(\.value) == [0, 1, 2, 102, 3, 103, 104, 105])
    }

    @Test func `a file that grows is read on, and the run goes on`() async throws {
        let writer = try folder.writer("a")
        try writer.log("loss", steps: 0..<10)
        let soon = WallTime(secondsSince1970: LogFolder.start + 60)
        let importer = folder.importer(registry.store, now: soon)
        try await importer.importNew()
        #expect(try await registry.runsByName()["a"]?.status == .running)
        for portion in 1..<5 as Range<Int64> {
            try writer.log("loss", steps: portion * 10..<portion * 10 + 10)
            let summary = try await importer.importNew()
            #expect(summary.storedPoints == 10 && summary.knownPoints == 0)
        }
        try writer.close()
        // Another program takes the whole file.
        #expect(try await folder.importer(registry.store, now: soon).importNew().storedPoints == 0)
        let run = try #require(try await registry.runsByName()["a"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == (0..<50).map(Double.init))
        #expect(run.status == .running && run.endTime == nil)
        try await folder.importer(registry.store).importNew()
        let ended = try #require(try await registry.runsByName()["a"])
        #expect(ended.status == .finished && ended.endTime == WallTime(secondsSince1970: LogFolder.start + 49))
    }

    @Test func `a file that is copied anew each time is known again`() async throws {
        let writer = try folder.writer("a")
        try writer.log("loss", steps: 0..<10)
        let importer = folder.importer(registry.store)
        try await importer.importNew()
        try writer.log("loss", steps: 10..<20)
        let bytes = try Data(contentsOf: writer.url)
        try FileManager.default.removeItem(at: writer.url)
        try bytes.write(to: writer.url)
        let summary = try await importer.importNew()
        #expect(summary.storedPoints == 10)
        let run = try #require(try await registry.runsByName()["a"])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).count == 20)
    }

    @Test func `another file of the same name is another file`() async throws {
        let url = try folder.log("a", steps: 0..<10)
        let importer = folder.importer(registry.store)
        try await importer.importNew()
        try FileManager.default.removeItem(at: url)
        let other = try EventFileWriter(
            in: url.deletingLastPathComponent(),
            name: EventFileName(
                unixSeconds: Int64(LogFolder.start), host: "machine", processID: 42, unique: 0),
            wallTime: LogFolder.start + 5)
        try other.log("loss", steps: 0..<30, offset: 0.5)
        try other.close()
        #expect(other.url == url)
        #expect(try await importer.importNew().storedPoints == 30)
        #expect(try await folder.importer(registry.store).importNew().storedPoints == 0)
    }

    @Test func `a damaged record is told with its file and byte, and costs nothing else`() async throws {
        let url = try folder.log("a", steps: 0..<10)
        var bytes = try Data(contentsOf: url)
        // The first record has 40 bytes, the scalars behind it 12 and 4 more than their data.
        bytes[40 + 12 + 3] ^= 0xFF
        try bytes.dropLast(5).write(to: url)
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.storedPoints == 8)
        let name = url.lastPathComponent
        #expect(summary.reports.contains { $0.hasPrefix("a/\(name), byte 40:") && $0.contains("checksum") })
        #expect(summary.reports.contains { $0.contains("ends inside a record") })
        #expect(summary.description.contains("byte 40"))
    }

    @Test func `hyperparameters become parameters, and a session's end the status`() async throws {
        for (name, status) in [("good", HParamsSessionEnd.Status.success), ("bad", .failure), ("going", .running)] {
            let writer = try folder.writer(name)
            let hparams: [String: HParamValue] = [
                "lr": .number(0.1), "optimizer": .string("adam"), "a.b$": .bool(true),
            ]
            let start = HParamsSessionStart(
                hparams: hparams, groupName: "g", startSeconds: LogFolder.start - 10)
            try writer.append([.hparams(start)], step: 0, wallTime: LogFolder.start)
            try writer.log("loss", steps: 0..<3)
            let end = HParamsSessionEnd(status: status, endSeconds: LogFolder.start + 500)
            try writer.append([.hparams(end)], step: 0, wallTime: LogFolder.start + 3)
            try writer.close()
        }
        let summary = try await folder.importer(registry.store).importNew()
        let runs = try await registry.runsByName()
        #expect(runs["good"]?.parameters == ["lr": 0.1, "optimizer": "adam", "a.b$": true])
        #expect(runs["good"]?.tags == ["group": "g"])
        #expect(runs["good"]?.startTime == WallTime(secondsSince1970: LogFolder.start - 10))
        #expect(runs["good"]?.endTime == WallTime(secondsSince1970: LogFolder.start + 500))
        #expect(runs["good"]?.status == .finished && runs["bad"]?.status == .failed)
        #expect(runs["going"]?.status == .finished, "it said that it was running, a day ago")
        #expect(summary.parameters == 9)
    }

    @Test func `texts become lines of the log, with tag and step`() async throws {
        let writer = try folder.writer("a")
        try writer.append(
            [.text("note", LoggedText("eins")), .text("list", LoggedText(list: ["b", "c"]))], step: 7,
            wallTime: LogFolder.start)
        try writer.append(
            [.text("long", LoggedText(String(repeating: "é", count: 100_000)))], step: 8, wallTime: LogFolder.start)
        try writer.close()
        let summary = try await folder.importer(registry.store).importNew()
        let run = try #require(try await registry.runsByName()["a"])
        let lines = try await registry.logLines(of: run.id)
        #expect(lines.prefix(2).map(\.text) == ["note (step 7): eins", "list (step 7): b\nc"])
        #expect(lines.last.map { $0.text.hasSuffix("é…") && $0.text.utf8.count <= LogLine.longestText } == true)
        #expect(summary.storedLines == 3 && summary.notTaken == [.endsOfTexts: 1])
    }

    @Test func `what is not taken is counted with its reason`() async throws {
        let writer = try folder.writer("a")
        let histogram = try Histogram(edges: [0, 1, 2, 3], counts: [1, 2, 3])
        try writer.append([.histogram("weights", histogram)], step: 0, wallTime: LogFolder.start)
        let strange = SummaryValue(
            tag: "x", payload: .tensor(Tensor(scalar: 1)),
            metadata: SummaryMetadata(pluginName: "my\u{1B}plugin", dataClass: .tensor))
        try writer.append([strange, strange], step: 0, wallTime: LogFolder.start)
        try writer.close()
        let summary = try await folder.importer(registry.store).importNew()
        #expect(summary.notTaken == [.histograms: 1, .unknownPlugin("my plugin"): 2])
        #expect(summary.description.contains("2 × values of the plugin my plugin"))
        #expect(try await registry.countRuns() == 0, "a run of which nothing is taken is none")
    }

    @Test func `a run's name, notes and status belong to the user`() async throws {
        try folder.log("a", steps: 0..<3)
        try await folder.importer(registry.store).importNew()
        let run = try #require(try await registry.runsByName()["a"])
        try await registry.updateRun(
            run.id, RecordChange(set: ["name": "best", "notes": "!", "status": "killed", "experiment": "mine"]))
        try await folder.importer(registry.store).importNew()
        let kept = try #require(try await registry.run(run.id))
        #expect(kept.name == "best" && kept.notes == "!" && kept.status == .killed && kept.experiment == "mine")
    }

    @Test func `an experiment can be chosen, and a deleted run comes back with the next import only`() async throws {
        let writer = try folder.writer("a")
        try writer.log("loss", steps: 0..<3)
        let importer = folder.importer(registry.store, options: TensorBoardImportOptions(experiment: "mine"))
        try await importer.importNew()
        let run = try #require(try await registry.runsByName()["a"])
        #expect(run.experiment == "mine")
        try await registry.deleteRun(run.id)
        try writer.log("loss", steps: 3..<6)
        #expect(try await importer.importNew().notTaken == [.ofDeletedRuns: 3])
        #expect(try await registry.countRuns() == 0)
        #expect(try await folder.importer(registry.store).importNew().storedPoints == 6)
    }

    @Test func `a log directory that is not there is an error that says so`() async throws {
        let importer = folder.importer(registry.store)
        let error = await #expect(throws: RegistryError.self) { try await importer.importNew() }
        #expect(error?.code == .notFound && error?.message.contains(folder.url.path) == true)
        try folder.log("a", steps: 0..<3)
        #expect(try await importer.importNew().storedPoints == 3)
    }
}
