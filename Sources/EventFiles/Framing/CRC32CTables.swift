/// The tables of CRC-32C, and the sum over them.
struct CRC32CTables: Sendable {
    static let shared = CRC32CTables()

    /// Eight tables of 256 entries behind each other: entry `256 * k + b` is the remainder of byte `b` followed by
    /// `k` zero bytes.
    private let entries: [UInt32]
    /// The masked checksums of the first lengths: most records are short, and each has its length summed.
    private let lengthChecksums: [UInt32]

    private init() {
        let reflectedPolynomial: UInt32 = 0x82F6_3B78
        var entries = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = (remainder >> 1) ^ (remainder & 1 == 1 ? reflectedPolynomial : 0)
            }
            entries[byte] = remainder
        }
        for entry in 256..<entries.count {
            let shorter = entries[entry - 256]
            entries[entry] = entries[Int(shorter & 0xFF)] ^ (shorter >> 8)
        }
        self.entries = entries
        lengthChecksums = (0..<512).map { length in
            withUnsafeBytes(of: UInt64(length).littleEndian) { bytes in
                entries.withUnsafeBufferPointer { MaskedCRC32C.mask(Self.checksum(of: bytes, $0)) }
            }
        }
    }

    /// The masked checksum of a record's length.
    @inline(__always)
    func maskedChecksum(ofLength length: UInt64) -> UInt32 {
        if length < UInt64(lengthChecksums.count) { return lengthChecksums[Int(length)] }
        return withUnsafeBytes(of: length.littleEndian) { MaskedCRC32C.mask(checksum(of: $0)) }
    }

    /// CRC-32C of all bytes, without the mask.
    @inline(__always)
    func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        // Every index into the tables is a byte plus a multiple of 256 below 2,048: none needs a check.
        entries.withUnsafeBufferPointer { Self.checksum(of: bytes, $0) }
    }

    private static func checksum(of bytes: UnsafeRawBufferPointer, _ tables: UnsafeBufferPointer<UInt32>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        var index = 0
        let end = bytes.count
        while end &- index >= 8 {
            // The first four bytes meet the running remainder, the next four only add to it. All eight look-ups are
            // independent of each other, which is what makes this faster than a byte at a time.
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ UInt64(crc)
            crc =
                tables[1792 | Int(word & 0xFF)]
                ^ tables[1536 | Int((word >> 8) & 0xFF)]
                ^ tables[1280 | Int((word >> 16) & 0xFF)]
                ^ tables[1024 | Int((word >> 24) & 0xFF)]
                ^ tables[768 | Int((word >> 32) & 0xFF)]
                ^ tables[512 | Int((word >> 40) & 0xFF)]
                ^ tables[256 | Int((word >> 48) & 0xFF)]
                ^ tables[Int(word >> 56)]
            index &+= 8
        }
        if end &- index >= 4 {
            let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)) ^ crc
            crc =
                tables[768 | Int(word & 0xFF)]
                ^ tables[512 | Int((word >> 8) & 0xFF)]
                ^ tables[256 | Int((word >> 16) & 0xFF)]
                ^ tables[Int(word >> 24)]
            index &+= 4
        }
        while index < end {
            crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ (crc >> 8)
            index &+= 1
        }
        return ~crc
    }
}
