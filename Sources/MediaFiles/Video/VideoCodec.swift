public import Foundation

/// What a video can be made of, with and without ffmpeg.
public enum VideoCodec: Hashable, Sendable, CaseIterable {
    /// An animated GIF.
    case gif
    /// An animated PNG.
    case apng
    /// H.264 in an MP4 file, by ffmpeg.
    case h264
    /// VP9 in a WebM file, by ffmpeg.
    case vp9

    /// What the ending of a file's name stands for: `gif`, `png` or `apng`, `mp4`, `webm`.
    /// - Throws: `MediaError` with `unsupported` for another ending.
    public init(output: URL) throws(MediaError) {
        switch output.pathExtension.lowercased() {
        case "gif": self = .gif
        case "png", "apng": self = .apng
        case "mp4": self = .h264
        case "webm": self = .vp9
        default:
            throw MediaError(
                .unsupported, "a video's name ends with .mp4, .webm, .gif or .png, not as \(output.lastPathComponent)")
        }
    }
}
