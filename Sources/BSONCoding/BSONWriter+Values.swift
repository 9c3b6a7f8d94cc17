// One method for each type that this project writes, and one that copies a value of any type.
extension BSONWriter {
    /// Adds nothing as a value.
    public mutating func appendNull(_ key: BSONKey) { appendHeader(.null, key) }

    /// Adds true or false.
    public mutating func append(_ key: BSONKey, bool value: Bool) {
        appendHeader(.bool, key)
        appendByte(value ? 1 : 0)
    }

    /// Adds a whole number of 32 bits.
    public mutating func append(_ key: BSONKey, int32 value: Int32) {
        appendHeader(.int32, key)
        appendNumber(value)
    }

    /// Adds a whole number of 64 bits.
    public mutating func append(_ key: BSONKey, int64 value: Int64) {
        appendHeader(.int64, key)
        appendNumber(value)
    }

    /// Adds a floating point number, bit for bit.
    public mutating func append(_ key: BSONKey, double value: Double) {
        appendHeader(.double, key)
        appendNumber(value.bitPattern)
    }

    /// Adds text, which may hold NULs.
    public mutating func append(_ key: BSONKey, string value: String) {
        appendHeader(.string, key)
        appendCounted(value)
    }

    /// Adds a moment, in milliseconds since 1970-01-01T00:00:00Z.
    public mutating func append(_ key: BSONKey, date millisecondsSince1970: Int64) {
        appendHeader(.date, key)
        appendNumber(millisecondsSince1970)
    }

    /// Adds an identifier.
    public mutating func append(_ key: BSONKey, objectID value: ObjectID) {
        appendHeader(.objectID, key)
        appendIdentifier(value)
    }

    /// Adds bytes. Subtype: 0 for bytes in general, 4 for a UUID, 128 and above for the user's own.
    public mutating func append(_ key: BSONKey, binary bytes: [UInt8], subtype: UInt8 = 0) {
        appendHeader(.binary, key)
        // The old subtype 2 repeats the length in front of the bytes.
        let repeatsLength = subtype == 2
        appendLength(bytes.count + (repeatsLength ? 4 : 0))
        appendByte(subtype)
        if repeatsLength { appendLength(bytes.count) }
        appendBytes(bytes)
    }

    /// Adds a regular expression, with the letters of its options in alphabetical order.
    public mutating func append(_ key: BSONKey, regex pattern: String, options: String) {
        appendHeader(.regex, key)
        appendTerminated(pattern)
        appendTerminated(options)
    }

    /// Adds a document that has been encoded before. The bytes are copied as they are.
    public mutating func append(_ key: BSONKey, document encoded: [UInt8]) {
        appendHeader(.document, key)
        appendBytes(encoded)
    }

    /// Adds a value of any type, as a reader gave it. Documents and lists are copied as they are.
    public mutating func append(_ key: BSONKey, value: BSONValue) {
        switch value {
        case .double(let value): append(key, double: value)
        case .string(let value): append(key, string: value)
        case .document(let value):
            appendHeader(.document, key)
            appendBytes(value.encoded)
        case .array(let value):
            appendHeader(.array, key)
            appendBytes(value.encoded)
        case .binary(let subtype, let bytes): append(key, binary: bytes, subtype: subtype)
        case .undefined: appendHeader(.undefined, key)
        case .objectID(let value): append(key, objectID: value)
        case .bool(let value): append(key, bool: value)
        case .date(let milliseconds): append(key, date: milliseconds)
        case .null: appendNull(key)
        case .regex(let pattern, let options): append(key, regex: pattern, options: options)
        case .int32(let value): append(key, int32: value)
        case .int64(let value): append(key, int64: value)
        default: appendRarely(key, value)
        }
    }

    private mutating func appendRarely(_ key: BSONKey, _ value: BSONValue) {
        switch value {
        case .dbPointer(let namespace, let id):
            appendHeader(.dbPointer, key)
            appendCounted(namespace)
            appendIdentifier(id)
        case .code(let text):
            appendHeader(.code, key)
            appendCounted(text)
        case .symbol(let text):
            appendHeader(.symbol, key)
            appendCounted(text)
        case .codeWithScope(let text, let scope):
            appendHeader(.codeWithScope, key)
            let start = count
            appendLength(0)
            appendCounted(text)
            appendBytes(scope.encoded)
            patchLength(at: start)
        case .timestamp(let seconds, let increment):
            appendHeader(.timestamp, key)
            appendNumber(UInt64(seconds) << 32 | UInt64(increment))
        case .decimal128(let number):
            appendHeader(.decimal128, key)
            appendNumber(number.low)
            appendNumber(number.high)
        case .minKey: appendHeader(.minKey, key)
        case .maxKey: appendHeader(.maxKey, key)
        default: preconditionFailure("the usual types are written by append(_:value:)")
        }
    }

    private mutating func appendIdentifier(_ id: ObjectID) {
        let (high, low) = id.bigEndianParts
        appendNumber(high.byteSwapped)
        appendNumber(low.byteSwapped)
    }
}
