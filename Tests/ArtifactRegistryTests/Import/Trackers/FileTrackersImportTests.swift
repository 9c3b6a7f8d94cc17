import EventFiles
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerFiles

@testable import ArtifactRegistry

@Suite struct FileTrackersImportTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    /// Imports, imports again, which must change nothing, and gives the only run.
    private func onlyRun(_ tracker: Tracker? = nil) async throws -> (run: Run, summary: TrackerImportSummary) {
        let summary = try #require(try await folder.bring(tracker: tracker, into: registry).first)
        let before = try await registry.everything()
        let again = try #require(try await folder.bring(tracker: tracker, into: registry).first)
        #expect(!again.hasStored)
        #expect(try await registry.everything() == before)
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        return (try #require(runs.first), summary)
    }

    @Test func `a CSV file's columns of numbers are metrics along its step`() async throws {
        try folder.write(
            "exp/metrics.csv", "epoch,loss,note,acc,timestamp\n0,1.5,x,,1700000000\n1,nan,y,0.5,1700000001\n")
        let (run, summary) = try await onlyRun()
        #expect(run.name == "metrics" && run.experiment == "exp" && run.status == .finished)
        #expect(Set(run.metrics.keys) == ["loss", "acc"])
        let loss = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(loss.map(\.step.rawValue) == [0, 1] && loss[0].value == 1.5 && loss[1].value.isNaN)
        #expect(loss[1].time == WallTime(secondsSince1970: 1_700_000_001))
        #expect(try await registry.exactPoints(of: "acc", run: run.id).map(\.step.rawValue) == [1])
        #expect(summary.notTaken.values.reduce(0, +) == 2)
    }

    @Test func `steps of a CSV file that are no whole numbers are counted, and their points stand at their places`()
        async throws
    {
        try folder.write("exp/m.csv", "step,loss,acc\n0.5,1,2\n1,2,3\n1.5,3,\n9007199254740993,4,5\n")
        let (run, summary) = try await onlyRun()
        let steps = try await registry.exactPoints(of: "loss", run: run.id).map(\.step.rawValue)
        #expect(steps.sorted() == [0, 1, 2, 9_007_199_254_740_993])
        #expect(summary.notTaken == [.strangeSteps: 3])
    }

    @Test func `a step that is too large for a whole number is not said to be a fraction alone`() async throws {
        try folder.write("exp/m.csv", "step,loss\n9223372036854775808,1\n9223372036854775807,2\n")
        let (run, summary) = try await onlyRun()
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.step.rawValue).sorted() == [0, .max])
        #expect(summary.notTaken == [.strangeSteps: 1])
        #expect(summary.description.contains("1 × points whose step is a fraction, too large or no number"))
    }

    @Test func `numbers with a decimal comma are told as these, and are not read`() async throws {
        try folder.write("exp/m.csv", "step;loss;note\n1;0,5;x\n2;-1,25e-3;a,b\n3;nan;1,2,3\n")
        let (run, summary) = try await onlyRun()
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.step.rawValue) == [3])
        #expect(summary.notTaken == [.decimalCommas: 2, .texts: 3])
        #expect(summary.description.contains("2 × numbers with a decimal comma are not read"))
    }

    @Test func `a path that leaves its folder is told by its bytes`() {
        for path in ["a", "a/b", "a//b", "./a", "..a/b", "a/\u{338}b"] {
            #expect(SourceFolder.staysBelow(path), "\(path)")
        }
        for path in ["", "/a", "..", "a/../b", "a/..", "../a", "a\\b", "a\u{0}", "a/..\u{2F}\u{338}b", "/\u{338}a"] {
            #expect(!SourceFolder.staysBelow(path), "\(path)")
        }
    }

    @Test func `a Sacred run comes with its configuration, metrics, output, artifacts and result`() async throws {
        try folder.write(
            "runs/1/run.json",
            #"""
            {"experiment": {"name": "exp"}, "start_time": "2023-11-14T22:13:20.000001", "stop_time": "2023-11-14T22:14:20.5",
            "status": "FAILED", "host": {"hostname": "h"}, "artifacts": ["a.txt", "../../b"], "result": NaN, "command": "main"}
            """#)
        try folder.write("runs/1/config.json", #"{"lr": 0.01, "net": {"layers": [1, 2]}}"#)
        try folder.write("runs/1/info.json", #"{"best": 3}"#)
        try folder.write("runs/1/cout.txt", "one\ntwo\n")
        try folder.write("runs/1/a.txt", "x")
        try folder.write(
            "runs/1/metrics.json",
            #"{"loss": {"steps": [0, 5], "values": [1.0, Infinity], "timestamps": ["2023-11-14T22:13:21", "2023-11-14T22:13:22"]}}"#
        )
        let (run, summary) = try await onlyRun()
        #expect(run.experiment == "exp" && run.status == .failed && run.host == "h")
        #expect(run.parameters == ["lr": .double(0.01), "net.layers": [1, 2]])
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.value) == [1, .infinity] && points.map(\.step.rawValue) == [0, 5])
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["one", "two"])
        #expect(summary.storedFiles == 1 && summary.notTaken.values.reduce(0, +) == 1)
    }

    @Test func `of a Sacred run one damaged file is reported, and the others are read`() async throws {
        try folder.write(
            "runs/1/run.json",
            #"{"experiment": {"name": "exp"}, "start_time": "2023-11-14T22:13:20", "status": "COMPLETED"}"#)
        try folder.write("runs/1/config.json", #"{"lr": 0."#)
        try folder.write(
            "runs/1/metrics.json",
            #"{"loss": {"steps": [0], "values": [1.0], "timestamps": ["2023-11-14T22:13:21"]}}"#)
        let (run, summary) = try await onlyRun()
        #expect(run.parameters.isEmpty && summary.reports.count == 1)
        #expect(summary.reports.first?.contains("config.json") == true)
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [1])
    }

    @Test func `A column called time that holds seconds since the start is a number like others`() async throws {
        try folder.write("results.csv", "epoch,time,train/box_loss\n1,12.5,0.5\n2,25.25,0.25\n")
        let (run, _) = try await onlyRun()
        #expect(try await registry.exactPoints(of: "time", run: run.id).map(\.value) == [12.5, 25.25])
        let loss = try await registry.exactPoints(of: "train/box_loss", run: run.id)
        #expect(loss.map(\.value) == [0.5, 0.25] && loss.map(\.step.rawValue) == [1, 2])
        // As of points without any time.
        #expect(loss.allSatisfy { $0.time.millisecondsSince1970 == 0 }, "\(loss)")
    }

    @Test func `a run whose column called time holds no times began when its file was changed`() async throws {
        try folder.write("results.csv", "epoch,time,loss\n1,12.5,0.5\n2,25.25,0.25\n")
        try folder.rest("results.csv")
        let (run, _) = try await onlyRun()
        #expect(run.startTime == WallTime(secondsSince1970: TrackerFolder.start))
    }

    @Test func `a run began at its first time, also when earlier rows have none`() async throws {
        try folder.write("m.csv", "step,time,loss\n1,0.5,1\n2,1600000000,2\n")
        let (run, _) = try await onlyRun()
        #expect(run.startTime == WallTime(secondsSince1970: 1_600_000_000))
    }

    @Test func `ml-dash's folders come with their rows, log and parameters`() async throws {
        try folder.write(
            "me/p1/exp/experiment.json",
            #"{"name": "exp", "project": "p1", "prefix": "me/p1/exp", "tags": ["t"], "created_at": "2023-11-14T22:13:20Z"}"#
        )
        try folder.write("me/p1/exp/parameters.json", #"{"version": 1, "data": {"model.lr": 0.1}}"#)
        try folder.write(
            "me/p1/exp/metrics/train/data.jsonl",
            #"{"index": 0, "data": {"step": 10, "loss": 1.0}, "createdAt": "2023-11-14T22:13:21Z"}"# + "\n"
                + #"{"index": 1, "data": {"step": 20, "loss": 0.5}, "createdAt": "2023-11-14T22:13:22Z"}"# + "\n")
        try folder.write(
            "me/p1/exp/logs/logs.jsonl",
            #"{"timestamp": "2023-11-14T22:13:21Z", "level": "warn", "message": "careful"}"#)
        let (run, _) = try await onlyRun()
        #expect(run.experiment == "p1" && run.parameters == ["model.lr": .double(0.1)])
        let points = try await registry.exactPoints(of: "train/loss", run: run.id)
        #expect(points.map(\.step.rawValue) == [10, 20] && points.map(\.value) == [1, 0.5])
        let line = try #require(try await registry.logLines(of: run.id).first)
        #expect(line.text == "careful" && line.level == .warning)
    }

    @Test func `Comet's messages become points, parameters, lines and tags, and its files are counted`() async throws {
        let messages = [
            #"{"type": "log_other", "payload": {"key": "Name", "value": "a run"}}"#,
            #"{"type": "parameter_msg", "payload": {"param": {"paramName": "lr", "paramValue": 0.01, "step": null}}}"#,
            #"{"type": "metric_msg", "payload": {"local_timestamp": 1700000001000, "context": "train", "metric": {"metricName": "loss", "metricValue": 1.0, "step": 3}}}"#,
            #"{"type": "metric_msg", "payload": {"local_timestamp": 1700000001000, "metric": {"metricName": "sys.cpu", "metricValue": 5, "step": null}}}"#,
            #"{"type": "standard_output", "payload": {"local_timestamp": 1700000001000, "output": "hello\n", "stderr": false}}"#,
            #"{"type": "file_upload", "payload": {"file_path": "asset0", "upload_type": "asset"}}"#, "no JSON",
        ]
        let experiment =
            #"{"offline_id": "abc", "project_name": "p1", "start_time": 1700000000000, "stop_time": 1700000060000, "tags": ["t1"]}"#
        try folder.write(
            "abc.zip",
            ZipBuilder.zip([
                .init(name: "experiment.json", content: Array(experiment.utf8)),
                .init(name: "messages.json", content: Array(messages.joined(separator: "\n").utf8), isDeflated: true),
            ]))
        let (run, summary) = try await onlyRun()
        #expect(run.name == "a run" && run.experiment == "p1" && run.tags == ["t1": "true"] && run.status == .finished)
        #expect(run.parameters == ["lr": .double(0.01)])
        let points = try await registry.exactPoints(of: "train/loss", run: run.id)
        #expect(points.map(\.step.rawValue) == [3] && run.metrics["system/cpu"] != nil)
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["hello"])
        #expect(summary.notTaken.map(\.value) == [1] && summary.reports.count == 1)
    }

    @Test func `SwanLab's records become points, lines and the end, with the settings beside them`() async throws {
        var file = SwanLabBuilder()
        file.addStart(tag: "t1")
        for step in Int64(0)..<3 { file.addPoint(step: step, value: Double(step)) }
        file.add(14) {
            $0.string(1, "img")
            $0.integer(3, 2)
        }
        file.add(16) { $0.string(1, "hello") }
        file.add(20) {
            $0.string(1, "weights.bin")
            $0.string(2, "/home/me/weights.bin")
        }
        file.add(20) {
            $0.string(1, "../../none.bin")
            $0.string(2, "/etc/passwd")
        }
        try folder.write("swanlog/run-1/files/weights.bin", [1, 2, 3])
        file.add(11) {
            $0.integer(1, 2)
            $0.message(3) { $0.integer(1, 1_700_000_060) }
        }
        try folder.write("swanlog/run-1/run-id.swanlab", file.bytes)
        try folder.write("swanlog/run-1/files/config.yaml", "lr:\n  desc: ''\n  value: 0.01\n")
        let (run, summary) = try await onlyRun()
        #expect(run.name == "a run" && run.experiment == "p1" && run.status == .failed && run.tags == ["t1": "true"])
        #expect(run.parameters == ["lr": .double(0.01)])
        #expect(run.endTime == WallTime(secondsSince1970: 1_700_000_060))
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value) == [0, 1, 2])
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["hello"])
        #expect(summary.notTaken == [.media("image"): 1, .media("file"): 1] && summary.storedFiles == 1)
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        let weights = try #require(files.first { $0["filetype"] == "swanlab-file" })
        #expect(weights["file"] == "weights.bin" && weights["size"] == 3)
    }

    @Test func `trackio's rows become points, and its configuration parameters`() async throws {
        try folder.trackio()
        let (run, summary) = try await onlyRun()
        #expect(run.name == "a run" && run.experiment == "p1" && run.parameters == ["lr": .double(0.01)])
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.step.rawValue) == [0, 1])
        #expect(run.metrics["system/gpu"] != nil && summary.notTaken.map(\.value) == [1])
    }

    @Test func `settings in YAML are read as far as trackers write them`() {
        let text = """
            # a comment
            lr:
              desc: ''
              value: 0.01
            net:
              value:
                a: 1
                list:
                - x
                - 2
                maps:
                - k: v
                  w: null
            name: 'it''s: one'
            empty: ''
            """
        #expect(
            PlainYAML.value(text) == [
                "lr": ["desc": "", "value": 0.01],
                "net": ["value": ["a": 1, "list": ["x", 2], "maps": [["k": "v", "w": nil]]]], "name": "it's: one",
                "empty": "",
            ])
        for end in text.indices { _ = PlainYAML.value(String(text[..<end])) }
    }
}
