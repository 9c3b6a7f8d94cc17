/// Lays colours over the pixels of a picture.
///
/// Source-over in integers, rounded to nearest: the same on every machine. A pixel is read and written as one 32-bit number
/// whose lowest byte is red.
struct PixelBlender {
    private let pixels: UnsafeMutableRawBufferPointer

    init(_ pixels: UnsafeMutableRawBufferPointer) { self.pixels = pixels }

    /// Lays a colour over one pixel; `alpha`, 1 to 255, is its opacity times its coverage.
    @inline(__always)
    func blend(_ color: Color, alpha: UInt32, atByte index: Int) {
        blend(PixelBlender.packed(color), alpha: alpha, atByte: index)
    }

    /// The same with the colour's channels in one number, the lowest byte red; its own opacity is not looked at.
    @inline(__always)
    func blend(_ color: UInt32, alpha: UInt32, atByte index: Int) {
        let result: UInt32
        if alpha == 255 {
            result = color | 0xFF00_0000
        } else {
            let below = UInt32(littleEndian: pixels.load(fromByteOffset: index, as: UInt32.self))
            result =
                below >= 0xFF00_0000
                ? PixelBlender.overOpaque(color | 0xFF00_0000, alpha, below)
                : PixelBlender.overTranslucent(color, alpha, below)
        }
        pixels.storeBytes(of: result.littleEndian, toByteOffset: index, as: UInt32.self)
    }

    /// Replaces pixels by an opaque colour.
    @inline(__always)
    func store(_ color: Color, fromByte start: Int, toByte end: Int) {
        let packed = (PixelBlender.packed(color) | 0xFF00_0000).littleEndian
        var index = start
        while index < end {
            pixels.storeBytes(of: packed, toByteOffset: index, as: UInt32.self)
            index &+= 4
        }
    }

    @inline(__always)
    static func packed(_ color: Color) -> UInt32 {
        UInt32(color.red) | UInt32(color.green) << 8 | UInt32(color.blue) << 16 | UInt32(color.alpha) << 24
    }

    /// Two channels at a time, each in 16 bits: 255 · 255 + 128 and its carry fit. `(t + t >> 8) >> 8` with `t = x + 128` is
    /// x / 255 rounded to nearest.
    @inline(__always)
    private static func overOpaque(_ above: UInt32, _ alpha: UInt32, _ below: UInt32) -> UInt32 {
        let mask: UInt32 = 0x00FF_00FF
        let rest = 255 - alpha
        var even = (above & mask) &* alpha &+ (below & mask) &* rest &+ 0x0080_0080
        even = ((even &+ ((even >> 8) & mask)) >> 8) & mask
        var odd = ((above >> 8) & mask) &* alpha &+ ((below >> 8) & mask) &* rest &+ 0x0080_0080
        odd = (odd &+ ((odd >> 8) & mask)) & ~mask
        return even | odd
    }

    /// Straight alpha over straight alpha: weights in 255 × 255 parts, so that nothing is rounded twice.
    private static func overTranslucent(_ above: UInt32, _ alpha: UInt32, _ below: UInt32) -> UInt32 {
        let upper = alpha * 255
        let lower = (below >> 24) * (255 - alpha)
        let total = upper + lower
        func mix(_ shift: UInt32) -> UInt32 {
            (((above >> shift & 0xFF) * upper + (below >> shift & 0xFF) * lower + total / 2) / total) << shift
        }
        return mix(0) | mix(8) | mix(16) | divideBy255(total) << 24
    }
}

/// `value / 255` rounded to nearest.
@inline(__always)
func divideBy255(_ value: UInt32) -> UInt32 { (value &+ 127) / 255 }
