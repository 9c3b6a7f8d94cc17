import ChildPrograms
public import Foundation
public import RasterGraphics

/// Makes videos with the program ffmpeg, where it is installed. Frames go to it one after the other, so that few are in memory.
///
/// GIF and APNG need no program: see ``GIFEncoder`` and ``APNGEncoder``.
public struct FFmpegEncoder: Sendable {
    /// What qualities are possible.
    public static let qualities = 0...10

    /// Where the program is.
    public let program: String

    /// An encoder.
    ///
    /// - Parameter program: The program's path; by default the first ffmpeg in the folders of `PATH`.
    /// - Throws: `MediaError` with `programMissing`, which says what to install.
    public init(program: String? = nil) throws(MediaError) {
        let found =
            program
            ?? ProgramSearch.find(
                "ffmpeg", path: ProcessInfo.processInfo.environment["PATH"],
                alsoIn: ["/usr/local/bin", "/opt/homebrew/bin"])
        guard let found, FileManager.default.isExecutableFile(atPath: found) else {
            throw MediaError(
                .programMissing,
                "MP4 and WebM files are made by the program ffmpeg, which is not \(program ?? "installed"): install it (`apt install ffmpeg`, "
                    + "`brew install ffmpeg`), or make a GIF or an APNG, which need no program")
        }
        self.program = found
    }

    /// Makes a video of frames in memory: see the other method.
    public func encode(
        _ frames: [Pixmap], fps: Double, to output: URL, codec: Codec = .h264, quality: Int = 7
    ) async throws {
        try FrameSizes.check(frames)
        try await encode(frameCount: frames.count, fps: fps, to: output, codec: codec, quality: quality) { frames[$0] }
    }

    /// Makes a video. It comes into being beside `output` under another name, and takes its place when it is whole. When the task
    /// is cancelled, the program is ended and nothing stays.
    ///
    /// - Parameters:
    ///   - frameCount: How many frames there are.
    ///   - fps: Frames a second.
    ///   - output: The file, which is replaced when it is there.
    ///   - codec: What the video is made of. Default: H.264.
    ///   - quality: From 0, the smallest, to 10, the finest. Default: 7.
    ///   - frame: Gives a frame by its number, from 0; called in order, on a thread that may wait. Where a side is odd, its last pixels
    ///     are repeated; translucent pixels are laid over white.
    /// - Throws: `MediaError` with `invalidArgument` (no frames, a rate or a quality out of range), `unequalFrames`, `unwritableFile`, or
    ///   `programFailed` with what ffmpeg said; `CancellationError`; what `frame` throws.
    public func encode(
        frameCount: Int, fps: Double, to output: URL, codec: Codec = .h264, quality: Int = 7,
        frame: @escaping @Sendable (Int) throws -> Pixmap
    ) async throws {
        let rate = try FrameRate(fps)
        guard frameCount > 0 else { throw MediaError(.invalidArgument, "a video needs at least one frame") }
        try Self.check(quality: quality)
        try Task.checkCancellation()
        let partial = output.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).partial")
        let program = program
        try await OwnThread.run("ffmpeg") { cancellation in
            defer { try? FileManager.default.removeItem(at: partial) }
            let first = try frame(0)
            let (width, height) = (first.width, first.height)
            let head = VideoFrame(first)
            let call = FFmpegCall(
                program: program,
                arguments: [
                    "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-f", "rawvideo", "-pixel_format", "rgba",
                    "-video_size", "\(head.width)x\(head.height)", "-framerate", "\(rate.fps)", "-i", "pipe:0", "-an",
                    // The colours of today's screens, and said so in the file.
                    "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709",
                    "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
                ] + codec.arguments(quality: quality) + ["file:\(partial.path)"],
                cancellation: cancellation)
            try call.run { number in
                guard number < frameCount else { return nil }
                let picture = number == 0 ? first : try frame(number)
                guard picture.width == width, picture.height == height else {
                    throw MediaError(
                        .unequalFrames, at: .frames([number]),
                        "the frames of a video have one size, frame 0 is \(width)×\(height), and frame \(number) is "
                            + "\(picture.width)×\(picture.height)")
                }
                return VideoFrame(picture).bytes
            }
            guard rename(partial.path, output.path) == 0 else {
                throw MediaError(
                    .unwritableFile, at: .files([output.path]), "the video cannot be put at \(output.path)")
            }
        }
    }

    /// Refuses a quality that there is not, also where a format has no use for one: it is a mistake there as well.
    static func check(quality: Int) throws(MediaError) {
        guard qualities.contains(quality) else {
            throw MediaError(.invalidArgument, "a video's quality is 0 to 10, not \(quality)")
        }
    }
}
