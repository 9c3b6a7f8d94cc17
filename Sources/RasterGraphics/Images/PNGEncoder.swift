/// Makes PNG files from pictures, in memory.
///
/// The same picture gives the same bytes (photographs, palettes and gray: with the same zlib). Rows of charts are not filtered:
/// for flat areas that is both smaller and faster. Of photographs the differences to neighbouring pixels are stored.
public struct PNGEncoder: Sendable {
    /// What is stored of each pixel.
    public enum Channels: Hashable, Sendable {
        /// The smallest of the others that loses nothing.
        case automatic
        /// One brightness: the red channel.
        case gray
        /// Red, green and blue, without opacity.
        case rgb
        /// All four.
        case rgba
        /// A table of at most 256 colours, and the number of one for each pixel. A picture with more colours is stored as with
        /// `automatic`.
        case palette
    }

    /// zlib's level: 0 stores, 1 is fast, 9 small. `nil`, the default, chooses by the picture: 6 for gray and palettes; for colours
    /// 1, or no zlib at all but a search for repeated pixels, which for charts is faster and usually smaller.
    public let level: Int?

    /// An encoder; the level is limited to 0...9.
    public init(level: Int? = nil) {
        self.level = level.map { min(max($0, 0), 9) }
    }

    /// The PNG file of a picture.
    ///
    /// - Parameters:
    ///   - pixmap: The picture.
    ///   - channels: What is stored; `automatic` by default.
    ///   - texts: Lines of text stored beside the picture.
    /// - Throws: `RasterError` with `outOfMemory`.
    public func encode(
        _ pixmap: Pixmap, channels: Channels = .automatic, texts: [PNGText] = []
    ) throws(RasterError) -> [UInt8] {
        let pixels = PackedPixels(pixmap.bytes, as: channels)
        return try PNGCodec.encode(
            pixels, width: pixmap.width, height: pixmap.height,
            compression: RowCompression(for: pixels, width: pixmap.width, level: level), texts: texts)
    }
}
