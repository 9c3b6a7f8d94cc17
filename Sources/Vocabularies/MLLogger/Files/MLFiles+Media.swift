public import ChartRendering
import Foundation
public import MediaFiles
import RasterGraphics
public import RegistryCore
public import TrainingLog

/// What is looked at or listened to.
extension MLFiles {
    /// Saves an image as a PNG file; a name without `.png` gets it.
    public func saveImage(_ name: String, _ image: ImageArray, step: Step? = nil) {
        saveMade(Self.named(name, "png"), step: step) { try PNGEncoder().encode(image.pixmap(), channels: .rgba) }
    }

    /// Saves a sound as a WAV file; a name without `.wav` gets it.
    ///
    /// - Parameters:
    ///   - samples: From -1 to 1, the channels of one moment beside each other.
    ///   - sampleRate: Moments a second. Default: 44,100.
    ///   - channelCount: 1 to 256. Default: 1.
    public func saveAudio(
        _ name: String, _ samples: [Float], sampleRate: Int = 44_100, channelCount: Int = 1, step: Step? = nil
    ) {
        saveMade(Self.named(name, "wav"), step: step) {
            try WAVEncoder.encode(
                try Sound(samples: samples, sampleRate: sampleRate, channelCount: channelCount)
            ).bytes
        }
    }

    /// Saves a chart as a PNG picture; a name without `.png` gets it. Any ``Chart`` is a figure, drawn by nothing but this package.
    public func saveFig(
        _ figure: some Chart, _ fileName: String, size: ChartSize = .standard, theme: ChartTheme = .light,
        step: Step? = nil
    ) {
        saveMade(Self.named(fileName, "png"), step: step) { try figure.png(size: size, theme: theme) }
    }

    /// Saves a video: `.gif` and `.png` (animated) need no program, `.mp4` and `.webm` are made by ffmpeg; a name without an
    /// ending gets `.gif`. Digits behind a point, as in `play_0.5`, are no ending.
    ///
    /// - Parameters:
    ///   - frames: Images of one size.
    ///   - fps: Frames a second. Default: 20.
    ///   - ffmpeg: Makes MP4 and WebM; by default the ffmpeg that is installed.
    /// - Throws: `MediaError`: `invalidArgument` for no frames and a rate that is not above 0 and at most 1,000, `unequalFrames` with the
    ///   places of frames of another size, `tooLarge` for a GIF or an animated PNG of more than 2²⁸ pixels in all frames together,
    ///   `programMissing` when ffmpeg is needed and not there, `unsupported` for another ending; `RegistryError` with `invalidArgument` for a name that is none;
    ///   `CancellationError`. Nothing while nothing is logged.
    public func saveVideo(
        _ name: String, _ frames: [ImageArray], fps: Double = 20, step: Step? = nil, ffmpeg: FFmpegEncoder? = nil
    ) async throws {
        guard logger.isEnabled else { return }
        let hasEnding = URL(filePath: name).pathExtension.contains { !$0.isNumber }
        let fileName = hasEnding ? name : name + ".gif"
        try LoggedFile.check(prefix + fileName)
        switch try VideoCodec(output: URL(filePath: fileName)) {
        case .gif:
            let gif = try await animation(frames) { try GIFEncoder().encode($0, fps: fps).bytes }
            keepVideo(gif, fileName, step: step)
        case .apng:
            let png = try await animation(frames) { try APNGEncoder().encode($0, fps: fps) }
            keepVideo(png, fileName, step: step)
        case .h264: try await encode(frames, fps, .h264, fileName, ffmpeg, step: step)
        case .vp9: try await encode(frames, fps, .vp9, fileName, ffmpeg, step: step)
        }
    }

    private func animation(
        _ frames: [ImageArray], _ encode: @escaping @Sendable ([Pixmap]) throws -> [UInt8]
    ) async throws -> [UInt8] {
        if let first = frames.first {
            try AnimationBound.check(frameCount: frames.count, width: first.width, height: first.height)
        }
        return try await OwnThread.run("animation") { checkCancellation in
            let pictures = try frames.map { frame in
                try checkCancellation()
                return try frame.pixmap()
            }
            let bytes = try encode(pictures)
            try checkCancellation()
            return bytes
        }
    }

    /// Makes a video of frames that are PNG files on the disk, and saves it.
    ///
    /// - Parameters:
    ///   - pattern: Names the frames: files of this namespace by the names that they were saved under, with `*` for any number of characters between
    ///     two `/`, `?` for one, `[a-z]` for one of some. A pattern that begins with `/`, or leads out of the run's files by `..`, is one of paths on
    ///     the disk, from the folder of this namespace's files; so is one that no file was saved for. The video itself is no frame of it.
    ///   - output: The file's name; its ending says what it is made of, unless `codec` does.
    ///   - quality: From 0, the smallest, to 10, the finest; GIF and APNG have no use for it, and others are refused all the same. Default: 7.
    ///   - sort: In which order the files follow each other. Default: as people count.
    /// - Returns: How many frames it has; 0 while nothing is logged.
    /// - Throws: As `FramePattern.makeVideo`; `RegistryError` with `invalidArgument` for a name that is none, `timedOut` when a frame that was
    ///   saved has not arrived after 30 seconds.
    @discardableResult
    public func makeVideo(
        pattern: String, output: String, fps: Double = 20, codec: VideoCodec? = nil, quality: Int = 7,
        sort: FramePattern.Order = .natural, ffmpeg: FFmpegEncoder? = nil, step: Step? = nil
    ) async throws -> Int {
        guard logger.isEnabled, let root = logger.filesPath else { return 0 }
        try LoggedFile.check(prefix + output)
        let frames = try await self.frames(pattern, except: prefix + output)
        return try await inTemporaryFolder(output) { file in
            let count: Int
            if frames.isEmpty {
                let folder = prefix.isEmpty ? root : logger.filePath(of: String(prefix.dropLast())) ?? root
                let paths = FramePattern(pattern, in: URL(filePath: folder))
                for name in saved.names {
                    guard let path = logger.filePath(of: name), paths.means(path) else { continue }
                    try await saved.waitForArrival(of: name, at: path)
                }
                count = try await paths.makeVideo(
                    output: file, fps: fps, codec: codec, quality: quality, sort: sort, ffmpeg: ffmpeg)
            } else {
                count = frames.count
                try await FramePattern.makeVideo(
                    of: FramePattern.ordered(frames, sort), output: file, fps: fps, codec: codec, quality: quality,
                    ffmpeg: ffmpeg)
            }
            keepVideo(try Logger.contents(of: file.path), output, step: step)
            return count
        }
    }

    /// The files that a pattern means, when they have arrived; none for one that is not of names of this run's files.
    private func frames(_ pattern: String, except output: String) async throws -> [(name: String, url: URL)] {
        guard let pattern = NamePattern(pattern, in: prefix) else { return [] }
        var frames: [(name: String, url: URL)] = []
        for name in try allNames() where name != output && pattern.matches(name) {
            guard let path = logger.filePath(of: name) else { continue }
            // Frames that were just saved are on their way.
            try await saved.waitForArrival(of: name, at: path)
            frames.append((name, URL(filePath: path)))
        }
        return frames
    }

    private func encode(
        _ frames: [ImageArray], _ fps: Double, _ codec: FFmpegEncoder.Codec, _ fileName: String,
        _ ffmpeg: FFmpegEncoder?, step: Step?
    ) async throws {
        let encoder = try ffmpeg ?? FFmpegEncoder()
        let pictures = try await OwnThread.run("pictures") { checkCancellation in
            try frames.map { frame in
                try checkCancellation()
                return try frame.pixmap()
            }
        }
        try await inTemporaryFolder(fileName) { file in
            try await encoder.encode(pictures, fps: fps, to: file, codec: codec)
            keepVideo(try Logger.contents(of: file.path), fileName, step: step)
        }
    }

    private func inTemporaryFolder<Result>(
        _ fileName: String, _ work: (URL) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "LoggerAndViewer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ending = URL(filePath: fileName).pathExtension
        return try await work(folder.appending(path: ending.isEmpty ? "video" : "video.\(ending)"))
    }

    private func keepVideo(_ bytes: [UInt8], _ fileName: String, step: Step?) {
        keep(bytes, fileName, fileType: "video", step: step)
    }

    private func saveMade(_ fileName: String, step: Step?, _ make: () throws -> [UInt8]) {
        guard logger.isEnabled else { return }
        do {
            keep(try make(), fileName, step: step)
        } catch {
            logger.refuse(RegistryError(.invalidArgument, "\(fileName) cannot be made: \(error)", underlying: error))
        }
    }

    private static func named(_ name: String, _ ending: String) -> String {
        name.lowercased().hasSuffix(".\(ending)") ? name : "\(name).\(ending)"
    }
}
