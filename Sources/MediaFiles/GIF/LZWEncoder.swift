/// The compression of GIF: LZW with codes of growing length, in blocks of at most 255 bytes.
///
/// Source: Graphics Interchange Format, version 89a (CompuServe, 1990), appendix F.
struct LZWEncoder {
    /// Codes have at most 12 bits.
    private static let mostCodes = 4_096
    /// Four times as many places as there are codes, so that a look-up rarely meets another's.
    private static let slotBits = 14
    private static let empty = UInt32.max

    /// For each string, which is a code and one more byte: 20 bits of string, 12 bits of its own code.
    private var slots = [UInt32](repeating: empty, count: 1 << slotBits)

    /// Appends image data: the smallest code's size, blocks, and the empty block at the end.
    ///
    /// - Parameters:
    ///   - indices: Numbers of colours, all below 2 to the power of `bits`.
    ///   - bits: How many bits a number has, 2 to 8.
    mutating func append(_ indices: [UInt8], bits: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(bits))
        let clear = 1 << bits
        var output = CodeBlocks()
        var width = bits + 1
        var next = clear + 2
        forgetStrings()
        output.append(clear, width: width, to: &bytes)
        slots.withUnsafeMutableBufferPointer { slots in
            indices.withUnsafeBufferPointer { indices in
                guard let first = indices.first else { return }
                var prefix = UInt32(first)
                for byte in indices.dropFirst() {
                    let string = prefix << 8 | UInt32(byte)
                    var slot = Int((string &* 0x9E37_79B1) >> UInt32(32 - Self.slotBits))
                    while slots[slot] != Self.empty, slots[slot] >> 12 != string {
                        slot = (slot + 1) & (slots.count - 1)
                    }
                    if slots[slot] != Self.empty {
                        prefix = slots[slot] & 0xFFF
                        continue
                    }
                    output.append(Int(prefix), width: width, to: &bytes)
                    prefix = UInt32(byte)
                    if next < Self.mostCodes {
                        slots[slot] = string << 12 | UInt32(next)
                        if next == 1 << width { width += 1 }
                        next += 1
                    } else {
                        output.append(clear, width: width, to: &bytes)
                        slots.update(repeating: Self.empty)
                        width = bits + 1
                        next = clear + 2
                    }
                }
                output.append(Int(prefix), width: width, to: &bytes)
                // A reader makes a string of this code, too, before it reads the next one.
                if next == 1 << width, width < 12 { width += 1 }
            }
        }
        output.append(clear + 1, width: width, to: &bytes)
        output.finish(&bytes)
    }

    private mutating func forgetStrings() {
        for slot in slots.indices { slots[slot] = Self.empty }
    }
}

/// Codes of some bits each, the lowest first, in blocks that begin with their length.
private struct CodeBlocks {
    private var bits: UInt32 = 0
    private var bitCount = 0
    /// Where the length of the block that is being filled stands; nowhere before the first one.
    private var lengthPlace: Int?

    @inline(__always)
    mutating func append(_ code: Int, width: Int, to bytes: inout [UInt8]) {
        bits |= UInt32(truncatingIfNeeded: code) << UInt32(bitCount)
        bitCount += width
        while bitCount >= 8 {
            append(UInt8(truncatingIfNeeded: bits), to: &bytes)
            bits >>= 8
            bitCount -= 8
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        if let place = lengthPlace, bytes[place] < 255 {
            bytes[place] += 1
        } else {
            lengthPlace = bytes.count
            bytes.append(1)
        }
        bytes.append(byte)
    }

    mutating func finish(_ bytes: inout [UInt8]) {
        if bitCount > 0 { append(UInt8(truncatingIfNeeded: bits), to: &bytes) }
        bytes.append(0)
    }
}
