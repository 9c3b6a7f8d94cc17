import EventFiles

extension ProtobufReader {
    /// Why a message cannot be read.
    typealias Fault = ProtobufReader.Malformed

    /// Calls `body` for every field of a message.
    static func forEachField(
        of bytes: [UInt8], in range: Range<Int>, _ body: (ProtobufReader, Field) throws(Fault) -> Void
    ) throws(Fault) {
        var reader = ProtobufReader(bytes, in: range)
        while let field = try reader.next() { try body(reader, field) }
    }

    /// The text of a field; `nil` when it holds something else. Bytes that are no UTF-8 become replacement characters: what
    /// programs print may be cut anywhere.
    func looseText(_ field: Field) -> String? {
        guard case .bytes(let range) = field.payload else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Seconds since 1970 of a `Timestamp`.
    static func seconds(of bytes: [UInt8], in range: Range<Int>) throws(Fault) -> Double {
        var (seconds, nanoseconds) = (Int64(0), Int64(0))
        try forEachField(of: bytes, in: range) { (_, field) throws(Fault) in
            switch (field.number, field.payload) {
            case (1, .varint(let number)): seconds = Int64(bitPattern: number)
            case (2, .varint(let number)): nanoseconds = Int64(bitPattern: number)
            default: break
            }
        }
        return Double(seconds) + Double(nanoseconds) / 1e9
    }
}
