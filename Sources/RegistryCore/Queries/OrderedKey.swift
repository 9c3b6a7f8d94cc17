import BSONCoding

/// Values as bytes whose order, byte by byte, is that of ``Value/order(_:_:)``: what a database index can sort by.
///
/// Values that are equal have the same bytes: `1` and `1.0` share a key. The key of a value never begins another one's,
/// so that keys can follow each other.
package enum OrderedKey {
    /// The key of a value.
    package static func bytes(of value: Value) -> [UInt8] {
        var key: [UInt8] = []
        append(value, to: &key)
        return key
    }

    /// The key by which a record with this value is sorted: as ``SortKey`` says, every list and document has the same key,
    /// which comes last.
    package static func sortBytes(of value: Value) -> [UInt8] {
        switch value {
        case .array, .document: [largestTag]
        default: bytes(of: value)
        }
    }

    /// The keys of all texts that begin with `prefix`: from the first (included) to the second (excluded).
    package static func range(ofTextsWithPrefix prefix: String) -> (from: [UInt8], upTo: [UInt8]) {
        var from = [tag(of: .string(""))]
        appendEscaped(prefix.utf8, to: &from)
        var upTo = from
        while upTo.last == 0xFF { upTo.removeLast() }
        upTo[upTo.count - 1] += 1
        return (from, upTo)
    }

    /// The keys of all values of the same type as `value`, whole and floating point numbers being one type: from the
    /// first (included) to the second (excluded).
    package static func range(ofTypeOf value: Value) -> (from: [UInt8], upTo: [UInt8]) {
        ([tag(of: value)], [tag(of: value) + 1])
    }

    private static let end: UInt8 = 0
    private static let largestTag: UInt8 = 0xF0

    /// Larger than ``end`` for every value.
    private static func tag(of value: Value) -> UInt8 { value.type.rank << 4 }

    private static func append(_ value: Value, to key: inout [UInt8]) {
        key.append(tag(of: value))
        switch value {
        case .null: break
        case .bool(let value): key.append(value ? 1 : 0)
        case .int(let value): append(value, to: &key)
        case .double(let value): append(value, residual: 0, to: &key)
        case .string(let value): appendTerminated(value, to: &key)
        case .date(let value): appendBigEndian(ordered(value.millisecondsSince1970), to: &key)
        case .binary(let value):
            appendBigEndian(UInt64(value.bytes.count), to: &key)
            key.append(value.subtype)
            key.append(contentsOf: value.bytes)
        case .objectID(let value): key.append(contentsOf: value.bytes)
        case .array(let elements):
            for element in elements { append(element, to: &key) }
            key.append(end)
        case .document(let document):
            for (name, value) in document {
                key.append(tag(of: value))
                appendTerminated(name, to: &key)
                append(value, to: &key)
            }
            key.append(end)
        }
    }

    /// A whole number is the nearest double and what that is away from it: at most 512, either way.
    private static func append(_ value: Int64, to key: inout [UInt8]) {
        let nearest = Double(value)
        // 2^63 is no Int64.
        let residual = nearest == 0x1p63 ? value - .max - 1 : value - Int64(nearest)
        append(nearest, residual: residual, to: &key)
    }

    private static func append(_ value: Double, residual: Int64, to key: inout [UInt8]) {
        let bits: UInt64
        if value.isNaN {
            bits = 0
        } else {
            // Adding zero makes -0 into 0.
            let pattern = (value + 0).bitPattern
            bits = pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern
        }
        appendBigEndian(bits, to: &key)
        appendBigEndian(UInt16(truncatingIfNeeded: residual + 0x8000), to: &key)
    }

    private static func ordered(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ 1 << 63 }

    private static func appendBigEndian(_ number: some FixedWidthInteger, to key: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { key.append(contentsOf: $0) }
    }

    /// Text whose NULs are followed by 0xFF, then a NUL followed by something smaller.
    private static func appendTerminated(_ text: String, to key: inout [UInt8]) {
        appendEscaped(text.utf8, to: &key)
        key.append(0)
        key.append(1)
    }

    private static func appendEscaped(_ text: String.UTF8View, to key: inout [UInt8]) {
        for byte in text {
            key.append(byte)
            if byte == 0 { key.append(0xFF) }
        }
    }
}
