/// A cyclic redundancy check of up to 64 bits, as storage services give them: reflected, begun with ones, and inverted at its end.
struct CyclicChecksum: Sendable {
    /// The tables of one polynomial: entry `256 * k + b` is the remainder of byte `b` followed by `k` zero bytes.
    struct Tables: Sendable {
        fileprivate let entries: [UInt64]
        /// 32 or 64.
        let bits: Int

        fileprivate init(reflected polynomial: UInt64, bits: Int) {
            var entries = [UInt64](repeating: 0, count: 8 * 256)
            for byte in 0..<256 {
                var remainder = UInt64(byte)
                for _ in 0..<8 { remainder = (remainder >> 1) ^ (remainder & 1 == 1 ? polynomial : 0) }
                entries[byte] = remainder
            }
            for entry in 256..<entries.count {
                let shorter = entries[entry - 256]
                entries[entry] = entries[Int(shorter & 0xFF)] ^ (shorter >> 8)
            }
            self.entries = entries
            self.bits = bits
        }
    }

    /// That of zip and gzip.
    static let crc32 = Tables(reflected: 0xEDB8_8320, bits: 32)
    /// Castagnoli's, which Google gives for every object.
    static let crc32c = Tables(reflected: 0x82F6_3B78, bits: 32)
    /// The one that S3 gives for what was sent without a checksum.
    static let crc64nvme = Tables(reflected: 0x9A6C_9329_AC4B_C9B5, bits: 64)

    private let tables: Tables
    private var register: UInt64

    init(_ tables: Tables) {
        self.tables = tables
        register = UInt64.max >> UInt64(64 - tables.bits)
    }

    /// Takes the next bytes.
    mutating func update(_ bytes: [UInt8]) {
        register = tables.entries.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { bytes in
                var register = register
                var position = 0
                // Eight bytes at a time: a register of 32 bits is one of 64 whose upper half is empty.
                while position + 8 <= bytes.count {
                    let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                    let mixed = register ^ UInt64(littleEndian: word)
                    register = 0
                    for lane in 0..<8 {
                        register ^= table[256 * (7 - lane) + Int(truncatingIfNeeded: mixed >> UInt64(8 * lane) & 0xFF)]
                    }
                    position += 8
                }
                while position < bytes.count {
                    register = table[Int((register ^ UInt64(bytes[position])) & 0xFF)] ^ (register >> 8)
                    position += 1
                }
                return register
            }
        }
    }

    /// The sum of what came so far, the highest byte first.
    var bytes: [UInt8] {
        let sum = ~register
        return stride(from: tables.bits - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> UInt64($0)) }
    }
}
