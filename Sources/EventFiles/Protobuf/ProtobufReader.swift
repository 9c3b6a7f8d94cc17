/// Walks over the fields of one protocol buffer message inside a larger buffer, without copying it.
package struct ProtobufReader {
    /// A message that breaks the wire format.
    package struct Malformed: Error, Hashable {
        /// What is wrong, to follow "because".
        package let reason: String

        package init(reason: String) { self.reason = reason }
    }

    /// What a field holds.
    package enum Payload: Hashable {
        /// A number of any length.
        case varint(UInt64)
        /// Eight bytes.
        case fixed64(UInt64)
        /// Four bytes.
        case fixed32(UInt32)
        /// Where bytes lie: a text, a message, a packed list.
        case bytes(Range<Int>)
        /// The old "group" form. Nothing in event files uses it; it is recognised so that it can be passed over.
        case group
    }

    /// One field.
    package struct Field: Hashable {
        /// The number in the message's definition.
        package let number: Int
        /// What it holds.
        package let payload: Payload
    }

    /// The larger buffer.
    package let bytes: [UInt8]
    private var index: Int
    private let end: Int

    /// - Parameter range: Where the message lies; it must lie inside `bytes`.
    package init(_ bytes: [UInt8], in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a message lies inside its buffer")
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    /// The next field, or `nil` at the end of the message.
    package mutating func next() throws(Malformed) -> Field? {
        guard index < end else { return nil }
        let key = try varint()
        guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw Malformed(reason: "a field number is out of range") }
        let number = Int(key >> 3)
        switch key & 7 {
        case 0:
            return Field(number: number, payload: .varint(try varint()))
        case 1:
            let range = try take(8)
            return Field(number: number, payload: .fixed64(bytes.littleEndianUInt64(at: range.lowerBound)))
        case 2:
            return Field(number: number, payload: .bytes(try take(try varint())))
        case 5:
            let range = try take(4)
            return Field(number: number, payload: .fixed32(bytes.littleEndianUInt32(at: range.lowerBound)))
        case 3:
            try skipGroup(number)
            return Field(number: number, payload: .group)
        default:
            throw Malformed(reason: "a field has an unknown wire type")
        }
    }

    /// The text of a `bytes` payload; it has to be UTF-8.
    package func text(_ range: Range<Int>) throws(Malformed) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw Malformed(reason: "a text is not UTF-8")
        }
        return text
    }

    /// The varints of a packed repeated field.
    func forEachPackedVarint(
        _ range: Range<Int>, _ budget: inout DecodingBudget, _ body: (UInt64) -> Void
    ) throws(Malformed) {
        var reader = ProtobufReader(bytes, in: range)
        while reader.index < reader.end {
            try budget.spendNumbers()
            body(try reader.varint())
        }
    }

    /// The numbers of a packed repeated field of floats.
    func packedFloats(_ range: Range<Int>, _ budget: inout DecodingBudget) throws(Malformed) -> [Double] {
        guard range.count.isMultiple(of: 4) else { throw Malformed(reason: "a list of floats is cut") }
        try budget.spendNumbers(range.count / 4)
        return stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
            Double(Float(bitPattern: bytes.littleEndianUInt32(at: $0)))
        }
    }

    /// The numbers of a packed repeated field of doubles.
    func packedDoubles(_ range: Range<Int>, _ budget: inout DecodingBudget) throws(Malformed) -> [Double] {
        guard range.count.isMultiple(of: 8) else { throw Malformed(reason: "a list of doubles is cut") }
        try budget.spendNumbers(range.count / 8)
        return stride(from: range.lowerBound, to: range.upperBound, by: 8).map {
            Double(bitPattern: bytes.littleEndianUInt64(at: $0))
        }
    }

    private mutating func varint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard index < end else { throw Malformed(reason: "the message ends inside a number") }
            let byte = UInt64(bytes[index])
            index += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Malformed(reason: "a number is longer than ten bytes")
    }

    private mutating func take(_ length: UInt64) throws(Malformed) -> Range<Int> {
        guard length <= UInt64(end - index) else { throw Malformed(reason: "a field is longer than its message") }
        let range = index..<(index + Int(length))
        index = range.upperBound
        return range
    }

    /// Passes over a group and the groups in it. Depth is counted, not recursed into, so that hostile nesting costs
    /// nothing but its own bytes.
    private mutating func skipGroup(_ number: Int) throws(Malformed) {
        var open = [number]
        while let innermost = open.last {
            let key = try varint()
            switch key & 7 {
            case 0: _ = try varint()
            case 1: _ = try take(8)
            case 2: _ = try take(try varint())
            case 5: _ = try take(4)
            case 3: open.append(Int(truncatingIfNeeded: key >> 3))
            case 4:
                guard Int(truncatingIfNeeded: key >> 3) == innermost else {
                    throw Malformed(reason: "a group is closed by another field")
                }
                open.removeLast()
            default: throw Malformed(reason: "a field has an unknown wire type")
            }
        }
    }
}
