/// Reads the commonest events, numbers under tags that are known, without making anything but the numbers.
///
/// It gives up on everything else, and `EventDecoder` reads the event instead: it needs to know only what writers
/// usually write.
struct ScalarRecordDecoder {
    /// The buffer. Every access is behind a comparison with `end`, which is at most its count.
    private let bytes: UnsafeRawBufferPointer
    private var index: Int
    private let end: Int

    private init(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int) {
        self.bytes = bytes
        self.index = index
        self.end = end
    }

    /// Appends the numbers of an event.
    ///
    /// - Parameter data: Where the event lies; it must lie inside `bytes`.
    /// - Returns: Whether the event was read. If not, nothing was appended.
    @inline(__always)
    static func decode(
        _ bytes: UnsafeRawBufferPointer, in data: Range<Int>, _ tags: inout TagTable, _ scalars: inout [LoggedScalar]
    ) -> Bool {
        precondition(data.lowerBound >= 0 && data.upperBound <= bytes.count, "an event lies inside its buffer")
        let count = scalars.count
        var decoder = ScalarRecordDecoder(bytes, data.lowerBound, data.upperBound)
        if decoder.event(&tags, &scalars) { return true }
        scalars.removeLast(scalars.count - count)
        return false
    }

    /// wall_time, step if it is not zero, summary, nothing else.
    @inline(__always)
    private mutating func event(_ tags: inout TagTable, _ scalars: inout [LoggedScalar]) -> Bool {
        guard take(0x09), let wallTime = fixed64() else { return false }
        var step: Int64 = 0
        if take(0x10) {
            guard let bits = varint() else { return false }
            step = Int64(bitPattern: bits)
        }
        guard take(0x2A), message() == end else { return false }
        while index < end {
            guard take(0x0A), let valueEnd = message(),
                value(until: valueEnd, step, Double(bitPattern: wallTime), &tags, &scalars)
            else { return false }
        }
        return true
    }

    @inline(__always)
    private mutating func value(
        until valueEnd: Int, _ step: Int64, _ wallTime: Double, _ tags: inout TagTable, _ scalars: inout [LoggedScalar]
    ) -> Bool {
        guard take(0x0A), let nameEnd = message(), nameEnd <= valueEnd else { return false }
        guard let tag = tags.find(UnsafeRawBufferPointer(rebasing: bytes[index..<nameEnd])) else { return false }
        index = nameEnd
        let takes = tags.takes(tag)
        var number: Float?
        while index < valueEnd {
            let key = bytes[index]
            index &+= 1
            switch key {
            case 0x15 where takes.numbers:
                number = float()
            case 0x42 where takes.tensors:
                guard let tensorEnd = message(), tensorEnd <= valueEnd else { return false }
                number = tensor(until: tensorEnd)
            // The tag's first value had metadata of its own; those of later values change nothing.
            case 0x4A where takes.numbers:
                guard let metadataEnd = message(), metadataEnd <= valueEnd else { return false }
                index = metadataEnd
                continue
            default: return false
            }
            if number == nil { return false }
        }
        guard let number, index == valueEnd, tags.advanceForward(tag, to: step) else { return false }
        scalars.append(LoggedScalar(tag: tag, step: step, wallTime: wallTime, value: Double(number)))
        return true
    }

    /// A tensor of one float, however writers put it; `nil` for every other one.
    private mutating func tensor(until tensorEnd: Int) -> Float? {
        var isFloat = false
        var number: Float?
        while index < tensorEnd {
            let key = bytes[index]
            index &+= 1
            switch key {
            case 0x08:
                isFloat = varint() == 1
            case 0x12:
                guard message() == index else { return nil }
            case 0x22, 0x2A:
                guard number == nil, let contentEnd = message(), contentEnd - index == 4 else { return nil }
                number = float()
            case 0x2D:
                guard number == nil else { return nil }
                number = float()
            default: return nil
            }
        }
        return isFloat && index == tensorEnd ? number : nil
    }

    @inline(__always)
    private mutating func take(_ key: UInt8) -> Bool {
        guard index < end, bytes[index] == key else { return false }
        index &+= 1
        return true
    }

    @inline(__always)
    private mutating func fixed64() -> UInt64? {
        guard end &- index >= 8 else { return nil }
        defer { index &+= 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    private mutating func float() -> Float? {
        guard end &- index >= 4 else { return nil }
        defer { index &+= 4 }
        return Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
    }

    /// The length of a nested message is read; where it ends.
    @inline(__always)
    private mutating func message() -> Int? {
        guard let length = varint(), length <= UInt64(end &- index) else { return nil }
        return index &+ Int(length)
    }

    @inline(__always)
    private mutating func varint() -> UInt64? {
        guard index < end else { return nil }
        let first = bytes[index]
        if first < 0x80 {
            index &+= 1
            return UInt64(first)
        }
        return longVarint()
    }

    private mutating func longVarint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64, index < end {
            let byte = UInt64(bytes[index])
            index &+= 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
