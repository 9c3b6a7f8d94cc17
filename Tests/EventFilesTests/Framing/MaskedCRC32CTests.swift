import RegistryTestKit
import Testing

@testable import EventFiles

struct MaskedCRC32CTests {
    @Test(
        arguments: [
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            ([UInt8](0..<32), 0x46DD_794E),
            ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
            ([UInt8]("123456789".utf8), 0xE306_9283),
            ([], 0),
        ] as [([UInt8], UInt32)])
    func `Known answers of RFC 3720 hold`(bytes: [UInt8], expected: UInt32) {
        #expect(MaskedCRC32C.unmaskedChecksum(of: bytes, in: 0..<bytes.count) == expected)
    }

    @Test func `The mask rotates and offsets`() {
        #expect(MaskedCRC32C.checksum(of: Array("123456789".utf8)) == 0xC78A_B0E5)
    }

    @Test func `Any part of a buffer sums like a copy of it`() {
        var generator = SeededGenerator(seed: 3720)
        let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for lower in 0...bytes.count {
            for upper in lower...bytes.count {
                let slice = Array(bytes[lower..<upper])
                #expect(MaskedCRC32C.checksum(of: bytes, in: lower..<upper) == MaskedCRC32C.checksum(of: slice))
                #expect(MaskedCRC32C.unmaskedChecksum(of: slice, in: 0..<slice.count) == bitwiseChecksum(slice))
            }
        }
    }

    /// The definition, a bit at a time.
    private func bitwiseChecksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
        }
        return ~crc
    }
}
