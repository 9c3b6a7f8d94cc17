import CZlib

/// PNG's checksum, by zlib, which is under `Bridge/` because it takes pointers.
enum CRC32 {
    /// The checksum of bytes (ISO 3309).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        // zlib takes at most 4 GiB at a time, and a chunk of PNG has at most 2.
        UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(truncatingIfNeeded: bytes.count)))
    }
}
