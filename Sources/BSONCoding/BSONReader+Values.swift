// Each method reads one piece at `offset` and moves behind it. All go through `take(_:)`, which checks the bounds.
extension BSONReader {
    mutating func readValue(of type: BSONType) throws(BSONError) -> BSONValue {
        switch type {
        case .double: .double(Double(bitPattern: try readNumber()))
        case .string: .string(try readCounted())
        case .document: .document(try readDocument())
        case .array: .array(try readDocument())
        case .binary: try readBinary()
        case .undefined: .undefined
        case .objectID: .objectID(try readIdentifier())
        case .bool: .bool(try readBool())
        case .date: .date(millisecondsSince1970: try readNumber())
        case .null: .null
        case .regex: .regex(pattern: try readTerminated(), options: try readTerminated())
        case .dbPointer: .dbPointer(namespace: try readCounted(), id: try readIdentifier())
        case .code: .code(try readCounted())
        case .symbol: .symbol(try readCounted())
        case .codeWithScope: try readCodeWithScope()
        case .int32: .int32(try readNumber())
        case .timestamp: try readTimestamp()
        case .int64: .int64(try readNumber())
        case .decimal128: try readDecimal()
        case .maxKey: .maxKey
        case .minKey: .minKey
        }
    }

    /// Moves behind a value without reading it; lengths are checked, content is not.
    mutating func skipValue(of type: BSONType) throws(BSONError) {
        switch type {
        case .undefined, .null, .maxKey, .minKey: break
        case .bool: _ = try take(1)
        case .int32: _ = try take(4)
        case .double, .date, .timestamp, .int64: _ = try take(8)
        case .objectID: _ = try take(12)
        case .decimal128: _ = try take(16)
        case .string, .code, .symbol: _ = try takeCounted()
        case .document, .array: offset = try readDocument().last + 1
        case .binary:
            let length = try readLength(atLeast: 0)
            _ = try take(length + 1)
        case .regex: for _ in 0..<2 { offset = try endOfTerminated() + 1 }
        case .dbPointer:
            _ = try takeCounted()
            _ = try take(12)
        case .codeWithScope:
            let length = try readLength(atLeast: 14)
            _ = try take(length - 4)
        }
    }

    /// Text up to a NUL.
    mutating func readTerminated() throws(BSONError) -> String {
        let end = try endOfTerminated()
        let text = try text(in: offset..<end)
        offset = end + 1
        return text
    }

    /// Where the next NUL is.
    func endOfTerminated() throws(BSONError) -> Int {
        let end = bytes.withUnsafeBufferPointer { buffer in
            var index = offset
            while index < last, buffer[index] != 0 { index += 1 }
            return index
        }
        guard end < last else { throw BSONError(.truncated, at: offset, "A text has no end") }
        return end
    }

    mutating func readCounted() throws(BSONError) -> String { try text(in: try takeCounted()) }

    /// The place of a text with its length in front, without the NUL behind.
    mutating func takeCounted() throws(BSONError) -> Range<Int> {
        let length = try readLength(atLeast: 1)
        let start = try take(length)
        guard bytes[start + length - 1] == 0 else {
            throw BSONError(.badLength, at: start + length - 1, "A text does not end with a zero byte")
        }
        return start..<start + length - 1
    }

    private func text(in range: Range<Int>) throws(BSONError) -> String {
        var text = ""
        // The initialiser that repairs is the faster one, and finds nothing to repair.
        try withText(in: range) { text = String(decoding: $0, as: UTF8.self) }
        return text
    }

    /// Reads text in place, which is checked to be UTF-8.
    func withText(in range: Range<Int>, _ read: (UnsafeBufferPointer<UInt8>) -> Void) throws(BSONError) {
        let isText = bytes.withUnsafeBufferPointer { buffer in
            let utf8 = UnsafeBufferPointer(rebasing: buffer[range])
            // ASCII, which most text is, needs no validation.
            guard utf8.reduce(0, |) < 0x80 || String(validating: utf8, as: UTF8.self) != nil else { return false }
            read(utf8)
            return true
        }
        guard isText else { throw BSONError(.badText, at: range.lowerBound, "A text is not UTF-8") }
    }

    mutating func readDocument() throws(BSONError) -> BSONReader {
        let document = try BSONReader(bytes, start: offset, end: last, depth: depth + 1)
        offset = document.last + 1
        return document
    }

    private mutating func readBinary() throws(BSONError) -> BSONValue {
        let place = offset
        var length = try readLength(atLeast: 0)
        let subtype = bytes[try take(1)]
        if subtype == 2 {
            // The old subtype 2 repeats the length in front of the bytes.
            guard length >= 4, try readLength(atLeast: 0) == length - 4 else {
                throw BSONError(.badLength, at: place, "The two lengths of old binary data contradict each other")
            }
            length -= 4
        }
        let start = try take(length)
        return .binary(subtype: subtype, bytes: Array(bytes[start..<start + length]))
    }

    mutating func readBool() throws(BSONError) -> Bool {
        let place = try take(1)
        guard bytes[place] <= 1 else {
            throw BSONError(.badBoolean, at: place, "A truth value is \(bytes[place]), neither 0 nor 1")
        }
        return bytes[place] == 1
    }

    private mutating func readCodeWithScope() throws(BSONError) -> BSONValue {
        let place = offset
        let length = try readLength(atLeast: 14)
        let text = try readCounted()
        let scope = try readDocument()
        guard offset - place == length else {
            throw BSONError(.badLength, at: place, "The length of code with scope contradicts its parts")
        }
        return .codeWithScope(text, scope: scope)
    }

    private mutating func readTimestamp() throws(BSONError) -> BSONValue {
        let increment: UInt32 = try readNumber()
        return .timestamp(seconds: try readNumber(), increment: increment)
    }

    private mutating func readDecimal() throws(BSONError) -> BSONValue {
        let low: UInt64 = try readNumber()
        return .decimal128(BSONDecimal128(high: try readNumber(), low: low))
    }

    mutating func readIdentifier() throws(BSONError) -> ObjectID {
        let high: UInt64 = try readNumber()
        let low: UInt32 = try readNumber()
        return ObjectID(high: high.byteSwapped, low: low.byteSwapped)
    }

    private mutating func readLength(atLeast least: Int) throws(BSONError) -> Int {
        let place = offset
        let length = Int(try readNumber() as Int32)
        guard length >= least else {
            throw BSONError(.badLength, at: place, "A length is \(length), which is less than \(least)")
        }
        return length
    }

    mutating func readNumber<Number: FixedWidthInteger>() throws(BSONError) -> Number {
        bytes.loadNumber(at: try take(MemoryLayout<Number>.size), as: Number.self)
    }

    /// Moves over `count` bytes, which must be there, and says where they begin.
    private mutating func take(_ count: Int) throws(BSONError) -> Int {
        guard count <= last - offset else {
            throw BSONError(.truncated, at: offset, "A value of \(count) bytes has only \(last - offset)")
        }
        defer { offset += count }
        return offset
    }
}

extension [UInt8] {
    /// The little-endian number at an offset, whose bytes must be there.
    func loadNumber<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
        withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
    }
}
