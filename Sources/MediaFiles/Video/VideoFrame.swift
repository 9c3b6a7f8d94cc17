import RasterGraphics

/// A picture as codecs of video want it: opaque, and even in both directions.
struct VideoFrame {
    let width: Int
    let height: Int
    /// Red, green, blue and 255 of each pixel.
    let bytes: [UInt8]

    /// Translucent pixels are laid over white. The last column and row are repeated where their number is odd: color is stored for
    /// squares of four pixels.
    init(_ picture: Pixmap) {
        (width, height) = (picture.width + picture.width & 1, picture.height + picture.height & 1)
        var bytes = picture.bytes
        if !PackedPixels.traits(of: bytes).isOpaque {
            for place in stride(from: 0, to: bytes.count, by: 4) where bytes[place + 3] < 255 {
                let alpha = Int(bytes[place + 3])
                for channel in place..<place + 3 {
                    bytes[channel] = UInt8((Int(bytes[channel]) * alpha + 255 * (255 - alpha) + 127) / 255)
                }
                bytes[place + 3] = 255
            }
        }
        if width > picture.width {
            let row = picture.width * 4
            var wider: [UInt8] = []
            wider.reserveCapacity(width * height * 4)
            for start in stride(from: 0, to: bytes.count, by: row) {
                wider += bytes[start..<start + row]
                wider += bytes[start + row - 4..<start + row]
            }
            bytes = wider
        }
        if height > picture.height { bytes += bytes.suffix(width * 4) }
        self.bytes = bytes
    }
}
