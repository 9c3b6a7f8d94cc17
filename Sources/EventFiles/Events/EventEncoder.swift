/// Events to protocol buffer bytes.
public enum EventEncoder {
    /// The bytes of one event, without the frame of a record.
    public static func encode(_ event: Event) -> [UInt8] {
        var bytes: [UInt8] = []
        append(event, to: &bytes)
        return bytes
    }

    /// Appends one event to `bytes`, without the frame of a record.
    public static func append(_ event: Event, to bytes: inout [UInt8]) {
        var writer = ProtobufWriter(appendingTo: bytes.taken())
        writer.double(1, event.wallTime)
        if event.step != 0 { writer.integer(2, event.step) }
        switch event.content {
        case .fileVersion(let version):
            writer.string(3, version)
        case .summary(let values):
            writer.message(5) { summary in
                for value in values { summary.message(1) { append(value, to: &$0) } }
            }
        case .other:
            break
        }
        bytes = writer.bytes
    }

    private static func append(_ value: SummaryValue, to writer: inout ProtobufWriter) {
        writer.string(1, value.tag)
        switch value.payload {
        case .simple(let number): writer.float(2, number)
        case .tensor(let tensor): writer.message(8) { append(tensor, to: &$0) }
        case .image(let image): writer.message(4) { append(image, to: &$0) }
        case .histogram(let histogram): writer.message(5) { append(histogram, to: &$0) }
        case .audio(let audio): writer.message(6) { append(audio, to: &$0) }
        case .other: break
        }
        if let metadata = value.metadata { writer.message(9) { append(metadata, to: &$0) } }
    }

    private static func append(_ tensor: Tensor, to writer: inout ProtobufWriter) {
        writer.integer(1, tensor.elementType.rawValue)
        writer.message(2) { shape in
            for size in tensor.shape { shape.message(2) { $0.integer(1, size) } }
        }
        if !tensor.content.isEmpty { writer.data(4, tensor.content) }
        for number in tensor.numbers { append(number, of: tensor.elementType, to: &writer) }
        for string in tensor.strings { writer.data(8, string) }
    }

    /// Elements listed one by one have a field of their own for each family of types.
    private static func append(_ number: Double, of type: Tensor.ElementType, to writer: inout ProtobufWriter) {
        switch type {
        case .double: writer.double(6, number)
        case .int32, .uint8: writer.integer(7, Int64(clamping: number))
        case .int64: writer.integer(10, Int64(clamping: number))
        case .bool: writer.integer(11, number == 0 ? 0 : 1)
        default: writer.float(5, Float(number))
        }
    }

    private static func append(_ image: OldImage, to writer: inout ProtobufWriter) {
        writer.integer(1, image.height)
        writer.integer(2, image.width)
        writer.integer(3, image.colorSpace)
        writer.data(4, image.encoded)
    }

    private static func append(_ audio: OldAudio, to writer: inout ProtobufWriter) {
        writer.float(1, audio.sampleRate)
        writer.integer(2, audio.channelCount)
        writer.integer(3, audio.frameCount)
        writer.data(4, audio.encoded)
        writer.string(5, audio.contentType)
    }

    private static func append(_ histogram: OldHistogram, to writer: inout ProtobufWriter) {
        writer.double(1, histogram.minimum)
        writer.double(2, histogram.maximum)
        writer.double(3, histogram.count)
        writer.double(4, histogram.sum)
        writer.double(5, histogram.sumOfSquares)
        writer.packedDoubles(6, histogram.rightEdges)
        writer.packedDoubles(7, histogram.counts)
    }

    private static func append(_ metadata: SummaryMetadata, to writer: inout ProtobufWriter) {
        writer.message(1) { plugin in
            plugin.string(1, metadata.pluginName)
            if !metadata.pluginContent.isEmpty { plugin.data(2, metadata.pluginContent) }
        }
        if !metadata.displayName.isEmpty { writer.string(2, metadata.displayName) }
        if !metadata.summaryDescription.isEmpty { writer.string(3, metadata.summaryDescription) }
        if metadata.dataClass != .unknown { writer.integer(4, metadata.dataClass.rawValue) }
    }
}

extension [UInt8] {
    /// Moves the buffer out, so that appending to it elsewhere does not copy it.
    fileprivate mutating func taken() -> [UInt8] {
        var buffer: [UInt8] = []
        swap(&buffer, &self)
        return buffer
    }
}

extension Int64 {
    /// The nearest whole number; NaN is zero.
    fileprivate init(clamping number: Double) {
        if number.isNaN {
            self = 0
        } else if let exact = Int64(exactly: number.rounded()) {
            self = exact
        } else {
            self = number < 0 ? .min : .max
        }
    }
}
