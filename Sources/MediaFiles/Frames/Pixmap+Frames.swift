public import RasterGraphics

extension Pixmap {
    /// A picture from its RGB bytes: opaque.
    /// - Throws: `RasterError` with `invalidArgument` when the count is not `width * height * 3`, else as the other initialisers.
    public init(width: Int, height: Int, rgb: [UInt8]) throws(RasterError) {
        guard width > 0, height > 0, rgb.count.isMultiple(of: 3) else {
            // The other initialiser says what is wrong.
            try self.init(width: width, height: height, rgba: rgb)
            return
        }
        var rgba = [UInt8](repeating: 255, count: rgb.count / 3 * 4)
        var from = 0
        for to in stride(from: 0, to: rgba.count, by: 4) {
            rgba[to] = rgb[from]
            rgba[to + 1] = rgb[from + 1]
            rgba[to + 2] = rgb[from + 2]
            from += 3
        }
        try self.init(width: width, height: height, rgba: rgba)
    }

    /// The pixels as numbers, the lowest byte red.
    var packedPixels: [UInt32] {
        let count = width * height
        return [UInt32](unsafeUninitializedCapacity: count) { pixels, written in
            bytes.withUnsafeBytes { bytes in
                for index in 0..<count {
                    pixels.initializeElement(
                        at: index,
                        to: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
                }
            }
            written = count
        }
    }
}
