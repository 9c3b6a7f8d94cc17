import CZlib

/// zlib's checksum, which trackers' frames and zip files have. It is under `Bridge/` because zlib takes pointers.
package enum ZlibChecksum {
    /// The CRC-32 (ISO 3309) of bytes that follow others.
    ///
    /// - Parameter earlier: the checksum of the bytes before; 0 for none.
    package static func crc32(_ bytes: some Collection<UInt8>, after earlier: UInt32 = 0) -> UInt32 {
        let sum = bytes.withContiguousStorageIfAvailable { bytes -> UInt32 in
            guard let start = bytes.baseAddress else { return earlier }
            var (sum, done) = (uLong(earlier), 0)
            // zlib takes at most 4 GiB at a time.
            while done < bytes.count {
                let count = min(bytes.count - done, 1 << 30)
                sum = CZlib.crc32(sum, start + done, uInt(count))
                done += count
            }
            return UInt32(truncatingIfNeeded: sum)
        }
        return sum ?? crc32(Array(bytes), after: earlier)
    }
}
