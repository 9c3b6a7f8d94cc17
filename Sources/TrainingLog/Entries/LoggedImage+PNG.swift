package import RasterGraphics

extension LoggedImage {
    /// The image as a PNG file. The same image gives the same bytes.
    ///
    /// - Throws: `RasterError` when it is larger than a picture can be.
    package func png() throws -> [UInt8] {
        let pixmap = try Pixmap(
            width: width, height: height, rgba: ImageArray.rgba(bytes[...], channels: channels))
        let stored: PNGEncoder.Channels = channels == 1 ? .gray : channels == 3 ? .rgb : .rgba
        return try PNGEncoder().encode(pixmap, channels: stored)
    }
}

extension ImageArray {
    /// The image as a picture.
    ///
    /// - Throws: `RasterError` when it is larger than a picture can be.
    package func pixmap() throws -> Pixmap {
        try Pixmap(width: width, height: height, rgba: Self.rgba(bytes[...], channels: channels))
    }

    /// Red, green, blue and alpha of pixels that have 1, 3 or 4 channels.
    static func rgba(_ bytes: ArraySlice<UInt8>, channels: Int) -> [UInt8] {
        guard channels != 4 else { return Array(bytes) }
        var rgba: [UInt8] = []
        rgba.reserveCapacity(bytes.count / channels * 4)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: channels) {
            let (green, blue) = channels == 1 ? (start, start) : (start + 1, start + 2)
            rgba.append(bytes[start])
            rgba.append(bytes[green])
            rgba.append(bytes[blue])
            rgba.append(255)
        }
        return rgba
    }
}
