import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct PaletteTests {
    /// A picture of `count` colours, all of them used.
    private func picture(colors count: Int, width: Int = 64, height: Int = 48, translucent: Bool = false) throws
        -> Pixmap
    {
        var generator = SeededGenerator(seed: UInt64(count))
        var colors: [Color] = []
        for index in 0..<count {
            let alpha: UInt8 = translucent && index % 3 == 0 ? UInt8(index % 255) : 255
            colors.append(
                Color(
                    red: UInt8(index & 255), green: UInt8((index * 7) & 255), blue: UInt8(index >> 8), alpha: alpha))
        }
        let bytes = (0..<width * height).flatMap { pixel -> [UInt8] in
            let color = pixel < count ? colors[pixel] : colors[Int.random(in: 0..<count, using: &generator)]
            return [color.red, color.green, color.blue, color.alpha]
        }
        return try Pixmap(width: width, height: height, rgba: bytes)
    }

    /// Byte 25 of a PNG file is its colour type: 2 RGB, 3 a palette, 6 RGBA.
    @Test func `up to 256 colours are stored as a palette, one more is not, and nothing is lost`() throws {
        for (count, type) in [(2, UInt8(3)), (255, 3), (256, 3), (257, 2), (2_000, 2)] {
            let original = try picture(colors: count)
            let file = try PNGEncoder().encode(original)
            #expect(file[25] == type, "\(count) colours")
            #expect(try PNGDecoder().decode(file) == original)
            #expect(try PNGEncoder().encode(original) == file)
        }
        for (count, type) in [(2, UInt8(3)), (256, 3), (300, 6)] {
            let original = try picture(colors: count, translucent: true)
            let file = try PNGEncoder().encode(original)
            #expect(file[25] == type, "\(count) colours")
            #expect(try PNGDecoder().decode(file) == original)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 15, 16, 17])
    func `few colours take a part of a byte each, at every width`(count: Int) throws {
        for width in [31, 32, 33, 64] {
            let original = try picture(colors: count, width: width, height: 9)
            let file = try PNGEncoder().encode(original, channels: .palette)
            // Byte 24 is the depth.
            #expect(file[24] == (count > 16 ? 8 : count > 4 ? 4 : count > 2 ? 2 : 1))
            #expect(try PNGDecoder().decode(file) == original)
        }
    }

    @Test func `a palette is not used where it is larger, but may be asked for`() throws {
        let small = try picture(colors: 16, width: 4, height: 4)
        #expect(try PNGEncoder().encode(small)[25] == 2)
        let asked = try PNGEncoder().encode(small, channels: .palette)
        #expect(asked[25] == 3)
        #expect(try PNGDecoder().decode(asked) == small)
        #expect(try PNGEncoder().encode(picture(colors: 257), channels: .palette)[25] == 2)
    }

    @Test func `a bomb is refused by the size it declares, before its pixels are read`() throws {
        // The header of a palette picture of 100,000 by 100,000 pixels, with a right checksum, and nothing else.
        let header: [UInt8] = [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 1, 0x86, 0xA0, 0, 1,
            0x86, 0xA0, 8, 2, 0, 0, 0,
        ]
        var checksum = UInt32.max
        for byte in header[12...] {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        let end = [24, 16, 8, 0].map { (shift: UInt32) -> UInt8 in UInt8(truncatingIfNeeded: ~checksum >> shift) }
        let data: [UInt8] = [0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xAF, 0x06, 0x1E]
        let error = #expect(throws: RasterError.self) { try PNGDecoder().decode(header + end + data) }
        #expect(error?.code == .tooLarge)
        #expect(error?.message.contains("100000") == true)
    }
}
