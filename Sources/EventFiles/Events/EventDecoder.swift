/// Protocol buffer bytes to events. Fields it does not know are passed over.
public enum EventDecoder {
    /// The event in `bytes`.
    ///
    /// - Throws: `EventFileError` with `malformed`.
    public static func decode(_ bytes: [UInt8]) throws(EventFileError) -> Event {
        var budget = DecodingBudget()
        return try decode(bytes, in: 0..<bytes.count, recordOffset: nil, budget: &budget)
    }

    /// The event in `bytes[range]`.
    ///
    /// - Parameter recordOffset: The position in the file that an error names.
    static func decode(
        _ bytes: [UInt8], in range: Range<Int>, recordOffset: Int?, budget: inout DecodingBudget
    ) throws(EventFileError) -> Event {
        do throws(ProtobufReader.Malformed) {
            return try event(ProtobufReader(bytes, in: range), &budget)
        } catch {
            throw EventFileError(.malformed, at: recordOffset, "a record is not an event: \(error.reason)")
        }
    }

    private static func event(
        _ start: ProtobufReader, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> Event {
        var reader = start
        var event = Event(wallTime: 0, content: .other)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let bits)): event.wallTime = Double(bitPattern: bits)
            case (2, .varint(let bits)): event.step = Int64(bitPattern: bits)
            case (3, .bytes(let range)): event.content = .fileVersion(try reader.text(range))
            case (5, .bytes(let range)):
                let values = try summary(ProtobufReader(reader.bytes, in: range), &budget)
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

    private static func summary(
        _ start: ProtobufReader, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> [SummaryValue] {
        var reader = start
        var values: [SummaryValue] = []
        while let field = try reader.next() {
            guard case (1, .bytes(let range)) = (field.number, field.payload) else { continue }
            try budget.spendPart()
            values.append(try SummaryValueDecoder.decode(reader, in: range, &budget))
        }
        return values
    }
}
