/// A number of 64 bits that differs for bytes that differ, nearly always: FNV-1a, by Fowler, Noll and Vo.
///
/// It is the same in every process. It guards against mistakes, not against an attacker.
package struct FNV1a: Hashable, Sendable {
    /// The number for all bytes so far.
    package private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    /// No bytes yet.
    package init() {}

    /// Takes in further bytes.
    package mutating func combine(_ bytes: some Sequence<UInt8>) {
        // Byte by byte through the sequence's own witnesses, a page of a server takes longer than to make it.
        let isDone = bytes.withContiguousStorageIfAvailable { combine(buffer: $0) } != nil
        if !isDone { for byte in bytes { combine(byte) } }
    }

    private mutating func combine(buffer: UnsafeBufferPointer<UInt8>) {
        for byte in buffer { combine(byte) }
    }

    private mutating func combine(_ byte: UInt8) {
        digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
