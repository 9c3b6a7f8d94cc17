/// A number of 64 bits that differs for content that differs, nearly always, and is the same in every process.
///
/// It tells whether a client has the content already. It guards against mistakes, not against an attacker. Eight bytes at a time are
/// multiplied to 128 bits, of which the halves are laid over each other: every bit of the content reaches every bit of the number,
/// and a page takes a fraction of the time that byte after byte would take.
struct ContentDigest {
    /// Odd numbers without a pattern in their bits: the fractions of the golden ratio and of the square root of 2.
    private static let factors: (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0x6A09_E667_F3BC_C909)

    /// The number.
    let value: UInt64

    /// The digest of content.
    init(_ content: UnsafeRawBufferPointer) {
        var value = UInt64(content.count)
        var place = 0
        while place + 8 <= content.count {
            value = Self.mix(value, content.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
            place += 8
        }
        var rest: UInt64 = 0
        for byte in content[place...] { rest = rest << 8 | UInt64(byte) }
        self.value = Self.mix(value, rest)
    }

    private static func mix(_ value: UInt64, _ word: UInt64) -> UInt64 {
        let product = (value ^ word ^ factors.0).multipliedFullWidth(by: factors.1)
        return product.high ^ product.low
    }
}
