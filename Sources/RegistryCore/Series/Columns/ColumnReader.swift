/// Reads what ``ColumnWriter`` wrote; `nil` from any call means that the bytes are something else.
///
/// Nothing is set aside before the bytes for it are seen to be there, so that damaged bytes cost no more than their
/// length, times eight for a column of constant difference, whose length the caller bounds.
struct ColumnReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func unsigned() -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = byte() {
            // The tenth byte holds the one bit that is left.
            if shift == 63 && byte > 1 { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        return nil
    }

    mutating func signed() -> Int64? {
        unsigned().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    /// A column of `count` whole numbers, at least one.
    mutating func column(_ count: Int) -> [Int64]? {
        guard let form = byte().flatMap(ColumnWriter.Form.init), let first = signed() else { return nil }
        switch form {
        case .constantDifference:
            guard let difference = signed() else { return nil }
            return (0..<Int64(count)).map { first &+ $0 &* difference }
        case .differences:
            guard count - 1 <= bytes.count - position else { return nil }
            var column = [first]
            column.reserveCapacity(count)
            var previous = first
            for _ in 1..<max(1, count) {
                guard let difference = signed() else { return nil }
                previous &+= difference
                column.append(previous)
            }
            return column
        }
    }

    /// A column of `count` floating point numbers.
    mutating func doubles(_ count: Int) -> [Double]? {
        guard count <= (bytes.count - position) / 8, let raw = raw(count * 8) else { return nil }
        return stride(from: raw.startIndex, to: raw.endIndex, by: 8).map { start in
            var bits: UInt64 = 0
            for index in stride(from: start + 7, through: start, by: -1) { bits = bits << 8 | UInt64(raw[index]) }
            return Double(bitPattern: bits)
        }
    }
}
