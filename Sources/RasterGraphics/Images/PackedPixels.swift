/// Pixels as a PNG file stores them: as few bytes each as lose nothing.
package struct PackedPixels {
    /// Rows without gaps.
    let bytes: [UInt8]
    /// Bytes a pixel in the file.
    let channels: Int
    /// Bytes a pixel in ``bytes``: RGB is packed when it is written, row by row.
    var bytesPerPixel: Int { channels == 3 ? 4 : channels }
    /// The colours that the bytes are the numbers of, as RGBA; empty when they are the colours themselves.
    let palette: [UInt8]

    init(_ rgba: [UInt8], as wanted: PNGEncoder.Channels) {
        let traits = PackedPixels.traits(of: rgba)
        // A table costs three bytes a colour and two chunks; gray needs none.
        let direct = traits.isOpaque ? traits.isGray ? 1 : 3 : 4
        let isPaletteTried = wanted == .palette || wanted == .automatic && direct > 1 && rgba.count / 4 > 16
        if isPaletteTried, let palette = ColorTable(rgba) {
            let saved = rgba.count / 4 * (direct - 1)
            if wanted == .palette || saved > palette.colors.count + 36 {
                (bytes, channels, self.palette) = (palette.numbers, 1, palette.colors)
                return
            }
        }
        palette = []
        channels =
            switch wanted {
            case .automatic, .palette: direct
            case .gray: 1
            case .rgb: 3
            case .rgba: 4
            }
        bytes = PackedPixels.pack(rgba, channels)
    }

    /// Whether all pixels of RGBA are opaque, and whether all are gray.
    package static func traits(of rgba: [UInt8]) -> (isOpaque: Bool, isGray: Bool) {
        rgba.withUnsafeBytes { bytes in
            var all = UInt32.max
            var differences: UInt32 = 0
            bytes.withMemoryRebound(to: UInt32.self) { pixels in
                for stored in pixels {
                    let pixel = UInt32(littleEndian: stored)
                    all &= pixel
                    differences |= pixel ^ (pixel >> 8)
                }
            }
            return (all >> 24 == 255, differences & 0xFFFF == 0)
        }
    }

    private static func pack(_ rgba: [UInt8], _ channels: Int) -> [UInt8] {
        if channels >= 3 { return rgba }
        let count = rgba.count / 4
        // Unchecked in release builds: pixel `i` of `count` is read at 4 · i and written at i.
        return [UInt8](unsafeUninitializedCapacity: count) { packed, written in
            rgba.withUnsafeBufferPointer { rgba in
                for pixel in 0..<count { packed[pixel] = rgba[pixel * 4] }
            }
            written = count
        }
    }
}
