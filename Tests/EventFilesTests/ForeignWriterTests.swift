import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

/// What other people's writers leave behind.
@Suite(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
struct ForeignWriterTests {
    @Test func `All that tensorboardX writes is read`() throws {
        let folder = try OwnedFolder()
        _ = try TestPython.run(
            """
            import sys, numpy as np
            from tensorboardX import SummaryWriter
            w = SummaryWriter(sys.argv[1] + "/run", write_to_disk=True)
            for s in range(3):
                w.add_scalar("loss", 0.5 / (s + 1), s)
                w.add_scalar("named", s, s, display_name="Name", summary_description="*why*")
            w.add_scalars("both", {"train": 1, "test": 2}, 0)
            w.add_image("image", np.zeros((3, 2, 5), dtype=np.uint8), 1)
            w.add_images("images", np.zeros((2, 3, 2, 5), dtype=np.uint8), 1)
            w.add_histogram("hist", np.arange(100.0), 1)
            w.add_histogram_raw("raw", 0, 2, 3, 3, 5, [1, 2], [1, 2], 1)
            w.add_text("note", "**bold**", 1)
            w.add_pr_curve("curve", np.array([1, 0, 1, 1]), np.array([0.9, 0.2, 0.5, 0.7]), 1, num_thresholds=5)
            w.add_mesh("shape", np.zeros((1, 4, 3)), np.full((1, 4, 3), 7), np.array([[[0, 1, 2]]]), {"a": 1}, 1)
            w.add_custom_scalars({"losses": {"all": ["Multiline", ["loss"]], "band": ["Margin", ["a", "b", "c"]]}})
            w.add_hparams({"rate": 0.1, "optimizer": "adam", "norm": True}, {"loss": 0.5}, name="trial")
            w.close()
            """, folder.path)
        let read = try Reading(LogDirectoryReader(folder.url))
        #expect(read.reports.isEmpty)
        #expect(read.scalars["run", "loss"]?.map { $0[0] } == [0, 1, 2])
        #expect(read.scalars["run", "named"]?.map { $0[1] } == [0, 1, 2])
        #expect(read.tags["named"]?.displayName == "Name")
        #expect(
            read.scalars.contains {
                $0.key.run.hasPrefix("run/") && $0.key.run.hasSuffix("both/train") && $0.value == [[0, 1]]
            })
        let values = read.values.map(\.value)
        func count(_ isWanted: (LoggedValue) -> Bool) -> Int { values.count(where: isWanted) }
        #expect(
            count { if case .images(let images) = $0 { images.width == 5 && images.height == 2 } else { false } } >= 1)
        #expect(count { if case .histogram = $0 { true } else { false } } == 2)
        #expect(count { if case .text(let text) = $0 { text.strings == ["**bold**"] } else { false } } == 1)
        let curve = try PRCurve(
            labels: [true, false, true, true], predictions: [0.9, 0.2, 0.5, 0.7], thresholdCount: 5)
        #expect(
            count {
                if case .prCurve(let found) = $0 {
                    found.truePositives == curve.truePositives && found.falsePositives == curve.falsePositives
                        && found.trueNegatives == curve.trueNegatives && found.falseNegatives == curve.falseNegatives
                } else {
                    false
                }
            } == 1)
        #expect(count { if case .meshPart = $0 { true } else { false } } == 3)
        #expect(count { if case .meshPart(let part) = $0 { part.numbers == .faces([0, 1, 2]) } else { false } } == 1)
        #expect(
            count { if case .layout(let layout) = $0 { layout.categories[0].charts.count == 2 } else { false } } == 1)
        let hparams: [String: HParamValue] = ["rate": .number(0.1), "optimizer": .string("adam"), "norm": .bool(true)]
        #expect(count { if case .sessionStart(let start) = $0 { start.hparams == hparams } else { false } } == 1)
        #expect(count { if case .experiment(let all) = $0 { all.hparams.count == 3 } else { false } } == 1)
        #expect(count { if case .sessionEnd(let end) = $0 { end.status == .success } else { false } } == 1)
    }

    @Test func `All that is written with TensorFlow's and PyTorch's own messages is read`() throws {
        let folder = try OwnedFolder()
        _ = try TestPython.run(
            """
            import sys, numpy as np
            from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2
            from tensorboard.plugins.scalar.summary_v2 import scalar_pb
            from tensorboard.plugins.histogram.summary_v2 import histogram_pb
            from tensorboard.plugins.text.summary_v2 import text_pb
            from tensorboard.summary.writer.event_file_writer import EventFileWriter
            w = EventFileWriter(sys.argv[1])
            def add(summary, step): w.add_event(event_pb2.Event(wall_time=1, step=step, summary=summary))
            V = summary_pb2.Summary.Value
            for s in range(3):
                add(scalar_pb("loss", s / 4, description="*why*"), s)
                add(summary_pb2.Summary(value=[V(tag="old", simple_value=s), V(tag="older", simple_value=-s)]), s)
            add(histogram_pb("hist", np.arange(60.0)), 1)
            add(text_pb("text", "hello"), 1)
            png = open(sys.argv[2], "rb").read()
            add(summary_pb2.Summary(value=[V(tag="image", image=summary_pb2.Summary.Image(
                height=3, width=4, colorspace=1, encoded_image_string=png))]), 1)
            add(summary_pb2.Summary(value=[V(tag="tone", audio=summary_pb2.Summary.Audio(
                sample_rate=8000, num_channels=1, length_frames=2, encoded_audio_string=b"RIFF", content_type="audio/wav"))]), 1)
            add(summary_pb2.Summary(value=[V(tag="h", histo=summary_pb2.HistogramProto(
                min=0, max=2, num=3, sum=3, sum_squares=5, bucket_limit=[1, 1e308], bucket=[1, 2]))]), 1)
            w.add_event(event_pb2.Event(graph_def=b"not ours"))
            w.add_event(event_pb2.Event(log_message=event_pb2.LogMessage(message="hi")))
            w.close()
            """, folder.path, try folder.file("picture.png", Everything.png).path)
        let read = try Reading(LogDirectoryReader(folder.url))
        #expect(read.reports.isEmpty)
        #expect(read.scalars[".", "loss"] == [[0, 0], [1, 0.25], [2, 0.5]])
        #expect(read.tags["loss"]?.description == "*why*")
        #expect(read.scalars[".", "old"] == [[0, 0], [1, 1], [2, 2]])
        #expect(read.scalars[".", "older"] == [[0, 0], [1, -1], [2, -2]])
        let values = Dictionary(
            read.values.map { (read.tagName($0), $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(values["hist"] == .histogram(try Histogram(of: (0..<60).map { Double($0) })))
        #expect(values["text"] == .text(LoggedText("hello")))
        #expect(values["image"] == .images(ImageStack(width: 4, height: 3, encoded: [Everything.png])))
        #expect(values["tone"] == .audio(AudioClips(encoded: [Array("RIFF".utf8)], labels: [])))
        #expect(
            values["h"]
                == .histogram(
                    Histogram(buckets: [.init(lower: 0, upper: 1, count: 1), .init(lower: 1, upper: 2, count: 2)])))
    }
}
