import RasterGraphics

extension LoggedImage {
    /// The image as a PNG file. The same image gives the same bytes.
    ///
    /// - Throws: `RasterError` when it is larger than a picture can be.
    package func png() throws -> [UInt8] {
        var rgba: [UInt8] = []
        rgba.reserveCapacity(width * height * 4)
        for start in stride(from: 0, to: bytes.count, by: channels) {
            switch channels {
            case 1: rgba += [bytes[start], bytes[start], bytes[start], 255]
            case 3: rgba += [bytes[start], bytes[start + 1], bytes[start + 2], 255]
            default: rgba += bytes[start..<(start + 4)]
            }
        }
        let pixmap = try Pixmap(width: width, height: height, rgba: rgba)
        let stored: PNGEncoder.Channels = channels == 1 ? .gray : channels == 3 ? .rgb : .rgba
        return try PNGEncoder().encode(pixmap, channels: stored)
    }
}
