extension [UInt8] {
    /// The four bytes from `index`, least significant first.
    package func littleEndianUInt32(at index: Int) -> UInt32 {
        UInt32(self[index])
            | UInt32(self[index + 1]) << 8
            | UInt32(self[index + 2]) << 16
            | UInt32(self[index + 3]) << 24
    }

    /// The eight bytes from `index`, least significant first.
    package func littleEndianUInt64(at index: Int) -> UInt64 {
        UInt64(littleEndianUInt32(at: index)) | UInt64(littleEndianUInt32(at: index + 4)) << 32
    }

    /// Appends a number's bytes, least significant first.
    package mutating func appendLittleEndian(_ value: some FixedWidthInteger & UnsignedInteger) {
        var rest = value
        for _ in 0..<(type(of: value).bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func replaceLittleEndian(at index: Int, with value: some FixedWidthInteger & UnsignedInteger) {
        var rest = value
        for offset in 0..<(type(of: value).bitWidth / 8) {
            self[index + offset] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }
}
