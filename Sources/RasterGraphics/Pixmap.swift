/// A picture in memory: RGBA, 8 bits a channel, straight alpha, rows from the top without gaps.
///
/// A value: copies are independent. Sizes are limited so that no request can take the machine's memory.
public struct Pixmap: Hashable, Sendable {
    /// The longest side a picture may have, in pixels.
    public static let maximumSide = 16_384
    /// The most pixels a picture may have (256 MiB of memory).
    public static let maximumPixels = 67_108_864

    /// Pixels a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Red, green, blue, alpha of each pixel: `width * height * 4` bytes, rows from the top.
    public internal(set) var bytes: [UInt8]

    /// A picture of one colour.
    /// - Throws: `RasterError` with `invalidArgument` (a side below 1) or `tooLarge` (above a limit).
    public init(width: Int, height: Int, color: Color = .clear) throws(RasterError) {
        try Pixmap.check(width: width, height: height)
        self.width = width
        self.height = height
        let count = width * height * 4
        guard color != .clear else {
            bytes = [UInt8](repeating: 0, count: count)
            return
        }
        let packed = PixelBlender.packed(color).littleEndian
        bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
            // An array's bytes begin where a larger number may lie, and `count` is a multiple of four.
            UnsafeMutableBufferPointer(rebasing: bytes[..<count]).withMemoryRebound(to: UInt32.self) {
                $0.initialize(repeating: packed)
            }
            written = count
        }
    }

    /// A picture from its RGBA bytes.
    /// - Throws: `RasterError` with `invalidArgument` when the count is not `width * height * 4`, else as the other initialiser.
    public init(width: Int, height: Int, rgba: [UInt8]) throws(RasterError) {
        try Pixmap.check(width: width, height: height)
        guard rgba.count == width * height * 4 else {
            throw RasterError(
                .invalidArgument,
                "a \(width)×\(height) picture has \(width * height * 4) bytes of RGBA, not \(rgba.count)")
        }
        self.width = width
        self.height = height
        bytes = rgba
    }

    /// The pixel at a column and a row, both from 0; `nil` outside the picture.
    public subscript(x: Int, y: Int) -> Color? {
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        return color(atByte: (y * width + x) * 4)
    }

    static func check(width: Int, height: Int) throws(RasterError) {
        guard width > 0, height > 0 else {
            throw RasterError(.invalidArgument, "a picture needs at least 1×1 pixels, not \(width)×\(height)")
        }
        guard width <= maximumSide, height <= maximumSide, width * height <= maximumPixels else {
            throw RasterError(
                .tooLarge,
                "\(width)×\(height) pixels are too many: a side may have \(maximumSide), a picture \(maximumPixels)")
        }
    }

    func color(atByte index: Int) -> Color {
        Color(red: bytes[index], green: bytes[index + 1], blue: bytes[index + 2], alpha: bytes[index + 3])
    }
}
