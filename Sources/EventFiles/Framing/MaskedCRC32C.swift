/// The checksum of TensorBoard's record format: CRC-32C (Castagnoli), rotated and offset so that a checksum stored
/// inside checksummed data does not weaken it.
public enum MaskedCRC32C {
    /// The masked checksum of `bytes[range]`.
    ///
    /// - Parameters:
    ///   - bytes: The buffer.
    ///   - range: The part of the buffer to sum, in byte indices; it must lie inside the buffer.
    /// - Complexity: O(n), eight bytes a step.
    public static func checksum(of bytes: [UInt8], in range: Range<Int>) -> UInt32 {
        mask(unmaskedChecksum(of: bytes, in: range))
    }

    /// The masked checksum of a whole buffer.
    public static func checksum(of bytes: [UInt8]) -> UInt32 {
        checksum(of: bytes, in: 0..<bytes.count)
    }

    /// CRC-32C without the mask, as RFC 3720 defines it.
    static func unmaskedChecksum(of bytes: [UInt8], in range: Range<Int>) -> UInt32 {
        let tables = Self.tables
        var crc: UInt32 = 0xFFFF_FFFF
        var index = range.lowerBound
        while range.upperBound - index >= 8 {
            // The first four bytes meet the running remainder, the next four only add to it. All eight look-ups are
            // independent of each other, which is what makes this faster than a byte at a time.
            let low = crc ^ bytes.littleEndianUInt32(at: index)
            let high = bytes.littleEndianUInt32(at: index &+ 4)
            crc =
                tables[1792 | Int(low & 0xFF)]
                ^ tables[1536 | Int((low >> 8) & 0xFF)]
                ^ tables[1280 | Int((low >> 16) & 0xFF)]
                ^ tables[1024 | Int(low >> 24)]
                ^ tables[768 | Int(high & 0xFF)]
                ^ tables[512 | Int((high >> 8) & 0xFF)]
                ^ tables[256 | Int((high >> 16) & 0xFF)]
                ^ tables[Int(high >> 24)]
            index &+= 8
        }
        while index < range.upperBound {
            crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ (crc >> 8)
            index &+= 1
        }
        return ~crc
    }

    static func mask(_ crc: UInt32) -> UInt32 {
        ((crc >> 15) | (crc << 17)) &+ 0xA282_EAD8
    }

    /// Eight tables of 256 entries behind each other: entry `256 * k + b` is the remainder of byte `b` followed by
    /// `k` zero bytes.
    private static let tables: [UInt32] = {
        let reflectedPolynomial: UInt32 = 0x82F6_3B78
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = (remainder >> 1) ^ (remainder & 1 == 1 ? reflectedPolynomial : 0)
            }
            tables[byte] = remainder
        }
        for entry in 256..<tables.count {
            let shorter = tables[entry - 256]
            tables[entry] = tables[Int(shorter & 0xFF)] ^ (shorter >> 8)
        }
        return tables
    }()
}
