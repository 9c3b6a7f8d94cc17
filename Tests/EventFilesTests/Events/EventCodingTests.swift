import RegistryTestKit
import Testing

@testable import EventFiles

struct EventCodingTests {
    @Test(arguments: [
        (Samples.firstEvent, Samples.firstRecord),
        (Samples.scalarEvent, Samples.scalarRecord),
        (Samples.tensorEvent, Samples.tensorRecord),
    ])
    func `Events have the bytes that other writers give them`(event: Event, record: [UInt8]) throws {
        #expect(Samples.record(event) == record)
        #expect(try EventDecoder.decode(Array(record[12..<(record.count - 4)])) == event)
    }

    @Test func `Both forms of a scalar are the same number`() {
        for event in [Samples.scalarEvent, Samples.tensorEvent] {
            guard case .summary(let values) = event.content else {
                Issue.record("not a summary")
                continue
            }
            #expect(values.map(\.tag) == ["loss"])
            #expect(values.map(\.scalar) == [0.5])
        }
    }

    @Test func `Any event reads back as it was written`() throws {
        let seed: UInt64 = 20_240_607
        var generator = SeededGenerator(seed: seed)
        for round in 0..<2_000 {
            let event = randomEvent(using: &generator)
            let decoded = try EventDecoder.decode(EventEncoder.encode(event))
            // Compared as text: NaN is not equal to itself.
            #expect("\(decoded)" == "\(event)", "seed \(seed), round \(round)")
        }
    }

    @Test func `Fields that are not known are passed over`() throws {
        var writer = ProtobufWriter(appendingTo: EventEncoder.encode(Samples.scalarEvent))
        writer.string(6, "a log message")
        writer.integer(7, 5)
        writer.double(100, 2)
        writer.float(101, 2)
        #expect(try EventDecoder.decode(writer.bytes) == Samples.scalarEvent)
        var image = ProtobufWriter()
        image.message(5) { summary in
            summary.message(1) { value in
                value.string(1, "picture")
                value.message(4) { $0.integer(1, 28) }
            }
        }
        let expected = Event(
            wallTime: 0,
            content: .summary([
                SummaryValue(
                    tag: "picture", payload: .image(OldImage(height: 28, width: 0, colorSpace: 0, encoded: [])))
            ]))
        #expect(try EventDecoder.decode(image.bytes) == expected)
    }

    @Test func `Scalars are read from every list of a tensor, packed or not`() throws {
        let lists: [(Tensor.ElementType, (inout ProtobufWriter) -> Void, Double)] = [
            (.float, { $0.float(5, 1.5) }, 1.5),
            (.float, { $0.data(5, [0, 0, 0xC0, 0x3F]) }, 1.5),
            (.double, { $0.double(6, -2.5) }, -2.5),
            (.double, { $0.data(6, [0, 0, 0, 0, 0, 0, 4, 0xC0]) }, -2.5),
            (.int32, { $0.integer(7, -3) }, -3),
            (.int32, { $0.data(7, [3]) }, 3),
            (.int64, { $0.integer(10, 1 << 40) }, 1_099_511_627_776),
            (.int64, { $0.data(10, [0xAC, 2]) }, 300),
            (.bool, { $0.integer(11, 1) }, 1),
        ]
        for (type, write, expected) in lists {
            var writer = ProtobufWriter()
            writer.message(5) { summary in
                summary.message(1) { value in
                    value.string(1, "t")
                    value.message(8) { tensor in
                        tensor.integer(1, type.rawValue)
                        write(&tensor)
                    }
                }
            }
            guard case .summary(let values) = try EventDecoder.decode(writer.bytes).content else {
                Issue.record("not a summary")
                continue
            }
            #expect(values.first?.scalar == expected, "type \(type.rawValue)")
        }
    }

    @Test func `A tensor of several elements is not a scalar`() {
        #expect(Tensor(elementType: .float, shape: [2], content: [0, 0, 0, 0, 0, 0, 0, 0]).scalar == nil)
        #expect(Tensor(elementType: .float, shape: [0]).scalar == nil)
        #expect(Tensor(elementType: .string, strings: [[65]]).scalar == nil)
        #expect(Tensor(elementType: .float, content: [0, 0]).scalar == nil)
        #expect(Tensor(elementType: .int32, shape: [1, 1], content: [7, 0, 0, 0]).scalar == 7)
        #expect(Tensor(elementType: .bool, content: [1]).scalar == 1)
    }

    @Test func `Text that is not UTF-8 is refused`() {
        var writer = ProtobufWriter()
        writer.message(5) { $0.message(1) { $0.data(1, [0xFF, 0xFE]) } }
        let bytes = writer.bytes
        #expect { try EventDecoder.decode(bytes) } throws: { ($0 as? EventFileError)?.code == .malformed }
    }

    @Test func `No bytes make the decoder do worse than refuse them`() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = EventEncoder.encode(randomEvent(using: &generator))
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                guard let index = bytes.indices.randomElement(using: &generator) else { break }
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            }
            do {
                _ = try EventDecoder.decode(bytes)
            } catch {
                #expect(error.code == .malformed)
                refused += 1
            }
        }
        #expect(refused > 500, "seed \(seed)")
    }

    private func randomEvent(using generator: inout SeededGenerator) -> Event {
        let values = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            SummaryValue(
                tag: ["loss", "", "Verlust/µ 🙂", String(repeating: "x", count: 200)].randomElement(using: &generator)
                    ?? "",
                payload: randomPayload(using: &generator),
                metadata: Bool.random(using: &generator)
                    ? SummaryMetadata(
                        pluginName: "text", pluginContent: [1, 2], displayName: "Name", summaryDescription: "*why*",
                        dataClass: .tensor)
                    : nil)
        }
        return Event(
            wallTime: Double(UInt32.random(in: 0 ... .max, using: &generator)) / 3,
            step: [0, 1, -1, .min, .max].randomElement(using: &generator) ?? 0,
            content: Bool.random(using: &generator) ? .summary(values) : .fileVersion("brain.Event:2"))
    }

    private func randomPayload(using generator: inout SeededGenerator) -> SummaryValue.Payload {
        switch Int.random(in: 0...7, using: &generator) {
        case 0: .simple(Float(bitPattern: UInt32.random(in: 0 ... .max, using: &generator)))
        case 1: .tensor(Tensor(scalar: Float.random(in: -1...1, using: &generator)))
        case 2: .tensor(Tensor(elementType: .double, shape: [2, -1], numbers: [0.1, .infinity]))
        case 3: .tensor(Tensor(elementType: .string, shape: [1], strings: [Array("**bold**".utf8)]))
        case 4: .image(OldImage(height: 2, width: -3, colorSpace: 4, encoded: [1, 2, 3]))
        case 5:
            .audio(OldAudio(sampleRate: 8_000, channelCount: 2, frameCount: 10, encoded: [9], contentType: "audio/wav"))
        case 6:
            .histogram(
                OldHistogram(
                    minimum: -1, maximum: 2, count: 3, sum: 4, sumOfSquares: 5, rightEdges: [1, .infinity],
                    counts: [1, 2]))
        default: .other
        }
    }
}
