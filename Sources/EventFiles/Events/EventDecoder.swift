/// Protocol buffer bytes to events. Fields it does not know are passed over.
public enum EventDecoder {
    /// The event in `bytes`.
    ///
    /// - Throws: `EventFileError` with `malformed`.
    public static func decode(_ bytes: [UInt8]) throws(EventFileError) -> Event {
        try decode(bytes, in: 0..<bytes.count, recordOffset: 0)
    }

    /// The event in `bytes[range]`.
    ///
    /// - Parameter recordOffset: The position in the file that an error names.
    static func decode(
        _ bytes: [UInt8], in range: Range<Int>, recordOffset: Int
    ) throws(EventFileError) -> Event {
        do throws(ProtobufReader.Malformed) {
            return try event(ProtobufReader(bytes, in: range))
        } catch {
            throw EventFileError(.malformed, at: recordOffset, "a record is not an event: \(error.reason)")
        }
    }

    private static func event(_ start: ProtobufReader) throws(ProtobufReader.Malformed) -> Event {
        var reader = start
        var event = Event(wallTime: 0, content: .other)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let bits)): event.wallTime = Double(bitPattern: bits)
            case (2, .varint(let bits)): event.step = Int64(bitPattern: bits)
            case (3, .bytes(let range)): event.content = .fileVersion(try reader.text(range))
            case (5, .bytes(let range)):
                let values = try summary(ProtobufReader(reader.bytes, in: range))
                if case .summary(let earlier) = event.content {
                    event.content = .summary(earlier + values)
                } else {
                    event.content = .summary(values)
                }
            default: break
            }
        }
        return event
    }

    private static func summary(_ start: ProtobufReader) throws(ProtobufReader.Malformed) -> [SummaryValue] {
        var reader = start
        var values: [SummaryValue] = []
        while let field = try reader.next() {
            guard case (1, .bytes(let range)) = (field.number, field.payload) else { continue }
            values.append(try value(ProtobufReader(reader.bytes, in: range)))
        }
        return values
    }

    private static func value(_ start: ProtobufReader) throws(ProtobufReader.Malformed) -> SummaryValue {
        var reader = start
        var value = SummaryValue(tag: "", payload: .other)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let range)): value.tag = try reader.text(range)
            case (2, .fixed32(let bits)): value.payload = .simple(Float(bitPattern: bits))
            case (8, .bytes(let range)): value.payload = .tensor(try TensorDecoder.decode(reader, in: range))
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
