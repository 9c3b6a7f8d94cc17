import RegistryTestKit
import Testing

@testable import EventFiles

struct PluginRoundTripTests {
    @Test func `What is written for a plugin means the same when it is read`() throws {
        for (value, meaning) in try Everything.values() {
            let event = Event(wallTime: 1, step: 2, content: .summary([value]))
            guard case .summary(let values) = try EventDecoder.decode(EventEncoder.encode(event)).content else {
                Issue.record("\(value.tag) is no summary")
                continue
            }
            #expect(values == [value])
            #expect(try LoggedValue(values[0]) == meaning, "\(value.tag)")
        }
    }

    @Test func `A later value without metadata is read by those of the first`() throws {
        for (value, meaning) in try Everything.values() where value.metadata?.pluginName != "hparams" {
            let later = SummaryValue(tag: value.tag, payload: value.payload)
            #expect(try LoggedValue(later, metadata: value.metadata) == meaning, "\(value.tag)")
        }
    }

    @Test func `The old forms mean what the new ones mean`() throws {
        func meaning(_ payload: SummaryValue.Payload, tag: String = "t") throws -> LoggedValue {
            try LoggedValue(SummaryValue(tag: tag, payload: payload))
        }
        #expect(try meaning(.simple(0.5)) == .scalar(0.5))
        #expect(try meaning(.tensor(Tensor(scalar: 0.5))) == .scalar(0.5))
        #expect(
            try meaning(.image(OldImage(height: 3, width: 4, colorSpace: 3, encoded: [1])))
                == .images(ImageStack(width: 4, height: 3, encoded: [[1]])))
        #expect(
            try meaning(.audio(OldAudio(sampleRate: 8_000, channelCount: 1, frameCount: 2, encoded: [7])))
                == .audio(AudioClips(encoded: [[7]], labels: [])))
        let text = Tensor(strings: [Array("hi".utf8)])
        #expect(try meaning(.tensor(text), tag: "note/text_summary") == .text(LoggedText(list: ["hi"])))
        #expect(try meaning(.tensor(text)) == .tensor(text, plugin: ""))
        let old = OldHistogram(
            minimum: -1, maximum: 2, count: 5, sum: 3, sumOfSquares: 9, rightEdges: [0, 1, .greatestFiniteMagnitude],
            counts: [2, 1, 2])
        #expect(
            try meaning(.histogram(old))
                == .histogram(
                    Histogram(buckets: [
                        .init(lower: -1, upper: 0, count: 2), .init(lower: 0, upper: 1, count: 1),
                        .init(lower: 1, upper: 2, count: 2),
                    ])))
    }

    @Test func `A plugin that is not known, or holds something else, gives its tensor`() throws {
        let tensor = Tensor(doubles: [1, 2], shape: [2])
        for plugin in ["", "mine", "scalars", "images", "histograms", "text", "audio", "pr_curves", "custom_scalars"] {
            let value = SummaryValue(
                tag: "t", payload: .tensor(tensor), metadata: SummaryMetadata(pluginName: plugin))
            #expect(try LoggedValue(value) == .tensor(tensor, plugin: plugin))
        }
        #expect(try LoggedValue(SummaryValue(tag: "t", payload: .other)) == .other(plugin: ""))
    }

    @Test func `Hyperparameters without a tensor are read`() throws {
        for (value, meaning) in Everything.hparams {
            let bare = SummaryValue(tag: value.tag, payload: .other, metadata: value.metadata)
            #expect(try LoggedValue(bare) == meaning)
        }
    }

    @Test func `A shape that the bytes do not back is not believed`() throws {
        for shape in [[1 << 62, 3], [-1, 3], [.max, .max], [6, 1 << 40], [1 << 33, 1 << 33]] as [[Int64]] {
            for plugin in ["histograms", "pr_curves", "mesh", "scalars"] {
                for tensor in [
                    Tensor(elementType: .float, shape: shape, content: [0, 0, 0, 0]),
                    Tensor(elementType: .double, shape: shape, numbers: [1]), Tensor(elementType: .int32, shape: shape),
                ] {
                    let value = SummaryValue(
                        tag: "t", payload: .tensor(tensor),
                        metadata: SummaryMetadata(pluginName: plugin, pluginContent: [0x18, 1]))
                    do throws(EventFileError) {
                        #expect(try LoggedValue(value) == .tensor(tensor, plugin: plugin))
                    } catch {
                        #expect(error.code == .malformed)
                    }
                }
            }
        }
    }

    @Test func `Lists of nearly nothing cannot fill the memory`() throws {
        var summary = ProtobufWriter()
        summary.message(5) { values in
            for _ in 0...DecodingBudget.maximumPartCount { values.data(1, []) }
        }
        var numbers = ProtobufWriter()
        numbers.message(5) { values in
            values.message(1) { value in
                value.message(8) { $0.data(11, [UInt8](repeating: 1, count: DecodingBudget.maximumNumberCount + 1)) }
            }
        }
        for bytes in [summary.bytes, numbers.bytes] {
            #expect { try EventDecoder.decode(bytes) } throws: { ($0 as? EventFileError)?.code == .malformed }
        }
    }
}
