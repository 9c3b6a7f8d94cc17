import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

/// What the real writers write: tensorboardX's, which is PyTorch's as well, and TensorBoard's own.
@Suite(.enabled(if: RealWriters.absence == nil, "\(RealWriters.absence ?? "")"))
struct RealWritersTests {
    let folder: LogFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try LogFolder() }

    @Test func `what tensorboardX writes arrives`() async throws {
        try RealWriters.run(
            """
            import sys, numpy as np
            from tensorboardX import SummaryWriter
            w = SummaryWriter(sys.argv[1] + "/train")
            for step in range(100):
                w.add_scalar("loss", 1 / (step + 1), step)
            w.add_scalars("both", {"a": 1.0, "b": 2.0}, 0)
            w.add_text("note", "**hello**", 3)
            w.add_histogram("weights", np.arange(10.0), 1)
            w.add_hparams({"lr": 0.1, "optimizer": "adam", "nesterov": True}, {"hparam/accuracy": 0.9}, name="trial")
            w.close()
            """, folder.url.path)
        let summary = try await folder.importer(registry.store, now: .now).importNew()
        let runs = try await registry.runsByName()
        let train = try #require(runs["train"])
        let points = try await registry.exactPoints(of: "loss", run: train.id)
        #expect(points.map(\.step.rawValue) == Array(0..<100))
        let values = (0..<100).map { step in Double(Float(1 / Double(step + 1))) }
        #expect(points.map(\.value) == values)
        #expect(try await registry.logLines(of: train.id).map(\.text) == ["note/text_summary (step 3): **hello**"])
        #expect(train.status == .running, "its last event is seconds old")
        let parts = runs.values.filter { $0.metrics.keys.contains { $0.hasPrefix("both") } }
        #expect(parts.count == 2 && parts.allSatisfy { $0.name.hasPrefix("train/") }, "\(runs.keys)")
        let trial = try #require(runs["train/trial"])
        #expect(trial.parameters == ["lr": 0.1, "optimizer": "adam", "nesterov": true])
        #expect(trial.status == .finished && trial.metrics["hparam/accuracy"] != nil)
        #expect(summary.notTaken == [.histograms: 1, .experiments: 1])
        #expect(try await !folder.importer(registry.store, now: .now).importNew().hasStored)
    }

    @Test func `what TensorBoard's own writer writes arrives`() async throws {
        try RealWriters.run(
            """
            import sys
            from tensorboard.compat.proto.event_pb2 import Event
            from tensorboard.compat.proto.summary_pb2 import Summary
            from tensorboard.plugins.hparams import api_pb2, metadata, plugin_data_pb2
            from tensorboard.plugins.scalar.summary_v2 import scalar_pb
            from tensorboard.plugins.text.summary_v2 import text_pb
            from tensorboard.summary.writer.event_file_writer import EventFileWriter
            w = EventFileWriter(sys.argv[1] + "/run/1")
            t = 1700000000.25
            def hparams(tag, **content):
                data = plugin_data_pb2.HParamsPluginData(**content)
                value = Summary.Value(tag=tag, metadata=metadata.create_summary_metadata(data), tensor=metadata.NULL_TENSOR)
                return Summary(value=[value])
            start = plugin_data_pb2.SessionStartInfo(start_time_secs=t)
            start.hparams["layers"].number_value = 3
            start.hparams["name"].string_value = "x"
            w.add_event(Event(wall_time=t, summary=hparams(metadata.SESSION_START_INFO_TAG, session_start_info=start)))
            for step in range(50):
                w.add_event(Event(wall_time=t + step, step=step, summary=scalar_pb("accuracy", step / 50, description="how good")))
            w.add_event(Event(wall_time=t + 50, step=50, summary=text_pb("remark", "done")))
            end = plugin_data_pb2.SessionEndInfo(status=api_pb2.STATUS_FAILURE, end_time_secs=t + 51)
            w.add_event(Event(wall_time=t + 51, summary=hparams(metadata.SESSION_END_INFO_TAG, session_end_info=end)))
            w.close()
            """, folder.url.path)
        let summary = try await folder.importer(registry.store).importNew()
        let run = try #require(try await registry.runsByName()["run/1"])
        let points = try await registry.exactPoints(of: "accuracy", run: run.id)
        let values = (0..<50).map { step in Double(Float(Double(step) / 50)) }
        #expect(points.map(\.value) == values)
        #expect(points.first?.time == WallTime(millisecondsSince1970: 1_700_000_000_250))
        #expect(try await registry.logLines(of: run.id).map(\.text) == ["remark (step 50): done"])
        #expect(run.parameters == ["layers": 3.0, "name": "x"] && run.status == .failed)
        #expect(run.startTime == WallTime(millisecondsSince1970: 1_700_000_000_250))
        #expect(run.endTime == WallTime(millisecondsSince1970: 1_700_000_051_250))
        #expect(summary.notTaken.isEmpty && summary.reports.isEmpty, "\(summary)")
    }
}
