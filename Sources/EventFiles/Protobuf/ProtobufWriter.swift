/// Appends protocol buffer fields to a byte buffer. Only what event files and trackers' files use; field order is the caller's.
package struct ProtobufWriter {
    /// What was written.
    package private(set) var bytes: [UInt8]

    /// A writer that goes on behind bytes.
    package init(appendingTo bytes: consuming [UInt8] = []) {
        self.bytes = bytes
    }

    /// A double.
    package mutating func double(_ field: Int, _ value: Double) {
        key(field, wireType: 1)
        bytes.appendLittleEndian(value.bitPattern)
    }

    mutating func float(_ field: Int, _ value: Float) {
        key(field, wireType: 5)
        bytes.appendLittleEndian(value.bitPattern)
    }

    /// Negative numbers take ten bytes, as `int32` and `int64` fields demand.
    package mutating func integer(_ field: Int, _ value: Int64) {
        key(field, wireType: 0)
        varint(UInt64(bitPattern: value))
    }

    /// A text.
    package mutating func string(_ field: Int, _ value: String) {
        key(field, wireType: 2)
        varint(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    /// Bytes, or a message that is written already.
    package mutating func data(_ field: Int, _ value: some Collection<UInt8>) {
        key(field, wireType: 2)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func packedDoubles(_ field: Int, _ values: [Double]) {
        guard !values.isEmpty else { return }
        key(field, wireType: 2)
        varint(UInt64(values.count * 8))
        bytes.reserveCapacity(bytes.count + values.count * 8)
        for value in values { bytes.appendLittleEndian(value.bitPattern) }
    }

    /// Writes a nested message. It is written in place behind one byte kept for its length; only a message of 128
    /// bytes and more has to be moved to make room for a longer length.
    package mutating func message(_ field: Int, _ content: (inout ProtobufWriter) -> Void) {
        key(field, wireType: 2)
        let lengthIndex = bytes.count
        bytes.append(0)
        content(&self)
        let length = bytes.count - lengthIndex - 1
        if length < 0x80 {
            bytes[lengthIndex] = UInt8(length)
        } else {
            var encoded = ProtobufWriter()
            encoded.varint(UInt64(length))
            bytes.replaceSubrange(lengthIndex...lengthIndex, with: encoded.bytes)
        }
    }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func key(_ field: Int, wireType: UInt64) {
        varint(UInt64(field) << 3 | wireType)
    }
}
