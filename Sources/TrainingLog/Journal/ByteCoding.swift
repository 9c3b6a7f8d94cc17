/// Small numbers in few bytes, as protocol buffers write them, and numbers of fixed length, little-endian.
extension [UInt8] {
    mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// Numbers of either sign, small ones in few bytes.
    mutating func appendSigned(_ value: Int64) {
        appendVarint(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63))
    }

    mutating func appendFixed(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Overwrites bytes that are there already.
    mutating func replaceFixed(_ value: some FixedWidthInteger, at index: Int) {
        Swift.withUnsafeBytes(of: value.littleEndian) { source in
            for (offset, byte) in source.enumerated() { self[index + offset] = byte }
        }
    }

    /// The number at an index, whose bytes must be there.
    func fixed<Number: FixedWidthInteger>(at index: Int, as type: Number.Type = Number.self) -> Number {
        precondition(index >= 0 && index + MemoryLayout<Number>.size <= count, "a number lies inside its buffer")
        return withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: type)) }
    }
}

/// Reads the numbers of ``ByteCoding`` one after the other. The bytes may be anything: what is not there is `nil`.
struct ByteCursor {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private let end: Int

    /// - Parameter range: The part to read; it must lie inside the buffer.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The bytes not read yet.
    var rest: Range<Int> { offset..<end }

    mutating func byte() -> UInt8? {
        guard offset < end else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = byte() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            // The tenth byte holds one bit.
            if byte < 0x80 { return shift == 63 && byte > 1 ? nil : value }
        }
        return nil
    }

    mutating func signed() -> Int64? {
        varint().map { Int64(bitPattern: ($0 >> 1) ^ (0 &- ($0 & 1))) }
    }

    mutating func fixed<Number: FixedWidthInteger>(as type: Number.Type = Number.self) -> Number? {
        guard end - offset >= MemoryLayout<Number>.size else { return nil }
        defer { offset += MemoryLayout<Number>.size }
        return bytes.fixed(at: offset, as: type)
    }
}
