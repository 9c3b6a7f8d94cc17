/// The value of a hyperparameter.
public enum HParamValue: Hashable, Sendable {
    /// A number. TensorBoard knows no integers.
    case number(Double)
    /// Text.
    case string(String)
    /// Yes or no.
    case bool(Bool)
}

extension HParamValue {
    func append(to writer: inout ProtobufWriter) {
        switch self {
        case .number(let number): writer.double(2, number)
        case .string(let text): writer.string(3, text)
        case .bool(let flag): writer.integer(4, flag ? 1 : 0)
        }
    }

    /// `nil` for null, lists and structures, which are no hyperparameters.
    init?(_ outer: ProtobufReader, in range: Range<Int>) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(outer.bytes, in: range)
        var value: HParamValue?
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (2, .fixed64(let bits)): value = .number(Double(bitPattern: bits))
            case (3, .bytes(let range)): value = .string(try reader.text(range))
            case (4, .varint(let bits)): value = .bool(bits != 0)
            default: break
            }
        }
        guard let value else { return nil }
        self = value
    }
}
