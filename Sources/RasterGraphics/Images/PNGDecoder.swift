/// Reads PNG files into pictures. Made for files from strangers: sizes are limited before memory is taken for them.
///
/// Palettes, gray, 16 bits a channel and interlacing all become RGBA with 8 bits a channel.
public struct PNGDecoder: Sendable {
    /// The longest side, in pixels, that is accepted. Default `Pixmap.maximumSide`.
    public let maximumSide: Int
    /// The most pixels that are accepted. Default 16,777,216 (64 MiB of memory).
    public let maximumPixels: Int

    /// A decoder; limits above those of `Pixmap`, or below 1, are moved to the nearest possible one.
    public init(maximumSide: Int = Pixmap.maximumSide, maximumPixels: Int = 16_777_216) {
        self.maximumSide = min(max(maximumSide, 1), Pixmap.maximumSide)
        self.maximumPixels = min(max(maximumPixels, 1), Pixmap.maximumPixels)
    }

    /// The picture in a PNG file.
    /// - Throws: `RasterError` with `tooLarge` (the declared size is above a limit), `corruptData` (not a whole PNG file) or
    ///   `outOfMemory`.
    public func decode(_ bytes: [UInt8]) throws(RasterError) -> Pixmap {
        try PNGCodec.decode(bytes, maximumSide: maximumSide, maximumPixels: maximumPixels)
    }
}
