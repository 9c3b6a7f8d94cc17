/// Makes PNG files from pictures, in memory.
///
/// The same picture gives the same bytes. Rows are not filtered: for flat areas, which charts are, that is both smaller and
/// faster.
public struct PNGEncoder: Sendable {
    /// What is stored of each pixel.
    public enum Channels: Hashable, Sendable {
        /// The smallest of the other three that loses nothing.
        case automatic
        /// One brightness: the red channel.
        case gray
        /// Red, green and blue, without opacity.
        case rgb
        /// All four.
        case rgba
    }

    /// zlib's level: 0 stores, 1 is fast, 9 small. Default 6.
    public let level: Int

    /// An encoder; the level is limited to 0...9.
    public init(level: Int = 6) {
        self.level = min(max(level, 0), 9)
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
        let chosen = channels == .automatic ? PNGEncoder.smallest(for: pixmap.bytes) : channels
        let (count, bytes) = PNGEncoder.pack(pixmap.bytes, chosen)
        return try PNGCodec.encode(
            bytes, width: pixmap.width, height: pixmap.height, channels: count, level: level, texts: texts)
    }

    private static func smallest(for rgba: [UInt8]) -> Channels {
        var isGray = true
        for pixel in stride(from: 0, to: rgba.count, by: 4) {
            if rgba[pixel + 3] != 255 { return .rgba }
            isGray = isGray && rgba[pixel] == rgba[pixel + 1] && rgba[pixel] == rgba[pixel + 2]
        }
        return isGray ? .gray : .rgb
    }

    private static func pack(_ rgba: [UInt8], _ channels: Channels) -> (count: Int, bytes: [UInt8]) {
        let count =
            switch channels {
            case .automatic, .rgba: 4
            case .rgb: 3
            case .gray: 1
            }
        if count == 4 { return (4, rgba) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rgba.count / 4 * count)
        for pixel in stride(from: 0, to: rgba.count, by: 4) {
            bytes.append(contentsOf: rgba[pixel..<pixel + count])
        }
        return (count, bytes)
    }
}
