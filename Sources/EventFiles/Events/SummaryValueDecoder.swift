/// Protocol buffer bytes to the values of a summary.
enum SummaryValueDecoder {
    static func decode(
        _ outer: ProtobufReader, in range: Range<Int>, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> SummaryValue {
        var reader = ProtobufReader(outer.bytes, in: range)
        var value = SummaryValue(tag: "", payload: .other)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): value.tag = try reader.text(range)
            case (2, .fixed32(let bits)): value.payload = .simple(Float(bitPattern: bits))
            case (4, .bytes(let range)): value.payload = .image(try OldFormDecoder.image(reader, in: range))
            case (5, .bytes(let range)):
                value.payload = .histogram(try OldFormDecoder.histogram(reader, in: range, &budget))
            case (6, .bytes(let range)): value.payload = .audio(try OldFormDecoder.audio(reader, in: range))
            case (8, .bytes(let range)): value.payload = .tensor(try TensorDecoder.decode(reader, in: range, &budget))
            case (9, .bytes(let range)): value.metadata = try metadata(ProtobufReader(reader.bytes, in: range))
            default: break
            }
        }
        return value
    }

    private static func metadata(_ start: ProtobufReader) throws(ProtobufReader.Malformed) -> SummaryMetadata {
        var reader = start
        var metadata = SummaryMetadata(pluginName: "")
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)):
                var plugin = ProtobufReader(reader.bytes, in: range)
                while let field = try plugin.next() {
                    switch (field.number, field.payload) {
                    case (1, .bytes(let range)): metadata.pluginName = try plugin.text(range)
                    case (2, .bytes(let range)): metadata.pluginContent = Array(plugin.bytes[range])
                    default: break
                    }
                }
            case (2, .bytes(let range)): metadata.displayName = try reader.text(range)
            case (3, .bytes(let range)): metadata.summaryDescription = try reader.text(range)
            case (4, .varint(let bits)):
                metadata.dataClass = SummaryMetadata.DataClass(rawValue: Int64(bitPattern: bits)) ?? .unknown
            default: break
            }
        }
        return metadata
    }
}
