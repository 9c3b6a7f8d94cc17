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
        // The slice checks that the range lies inside the buffer.
        bytes[range].withUnsafeBytes { CRC32CTables.shared.checksum(of: $0) }
    }

    static func mask(_ crc: UInt32) -> UInt32 {
        ((crc >> 15) | (crc << 17)) &+ 0xA282_EAD8
    }
}
