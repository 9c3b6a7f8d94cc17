import MediaFiles
import RasterGraphics

extension LoggedVideo {
    /// The video as a GIF file. The same frames give the same bytes.
    ///
    /// - Throws: `RasterError` and `MediaError` for what no picture or file can be.
    package func gif() throws -> [UInt8] {
        let size = width * height * channels
        let frames = try stride(from: 0, to: bytes.count, by: size).map { start in
            try Pixmap(
                width: width, height: height, rgba: ImageArray.rgba(bytes[start..<start + size], channels: channels))
        }
        return try GIFEncoder().encode(frames, fps: fps).bytes
    }
}
