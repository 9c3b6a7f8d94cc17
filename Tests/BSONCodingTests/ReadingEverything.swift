import BSONCoding

/// The bytes that hexadecimal digits name.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// The document with everything in it read and written again.
func copy(_ reader: BSONReader) throws -> [UInt8] {
    var reader = reader
    var writer = BSONWriter()
    try copyFields(&reader, to: &writer)
    return try writer.finish()
}

private func copyFields(_ reader: inout BSONReader, to writer: inout BSONWriter) throws {
    while let element = try reader.next() {
        let key = BSONKey.name(element.key)
        switch element.value {
        case .document(var inner):
            writer.beginDocument(key)
            try copyFields(&inner, to: &writer)
            writer.end()
        case .array(var inner):
            writer.beginArray(key)
            try copyFields(&inner, to: &writer)
            writer.end()
        case .codeWithScope(let text, let scope):
            let checked = try BSONReader(try copy(scope))
            writer.append(key, value: .codeWithScope(text, scope: checked))
        default: writer.append(key, value: element.value)
        }
    }
}

/// A document as text, everything in it read.
func show(_ reader: BSONReader) throws -> String {
    var reader = reader
    var fields: [String] = []
    while let element = try reader.next() { fields.append("\(element.key): \(try show(element.value))") }
    return "{\(fields.joined(separator: ", "))}"
}

/// A value as text, everything in it read.
func show(_ value: BSONValue) throws -> String {
    switch value {
    case .double(let value): return "\(value)"
    case .string(let value): return value.debugDescription
    case .document(let reader): return try show(reader)
    case .array(var reader):
        var elements: [String] = []
        while let element = try reader.nextValue() { elements.append(try show(element)) }
        return "[\(elements.joined(separator: ", "))]"
    case .binary(let subtype, let bytes): return "binary(\(subtype), \(bytes))"
    case .undefined: return "undefined"
    case .objectID(let id): return "\(id)"
    case .bool(let value): return "\(value)"
    case .date(let milliseconds): return "date(\(milliseconds))"
    case .null: return "null"
    case .regex(let pattern, let options): return "/\(pattern)/\(options)"
    case .dbPointer(let namespace, let id): return "pointer(\(namespace), \(id))"
    case .code(let text): return "code(\(text))"
    case .symbol(let text): return "symbol(\(text))"
    case .codeWithScope(let text, let scope): return "code(\(text), \(try show(scope)))"
    case .int32(let value): return "int32(\(value))"
    case .timestamp(let seconds, let increment): return "timestamp(\(seconds), \(increment))"
    case .int64(let value): return "\(value)"
    case .decimal128(let value): return "decimal(\(value))"
    case .minKey: return "minKey"
    case .maxKey: return "maxKey"
    }
}
