import ChildPrograms
import FileFaults
public import Foundation
import RasterGraphics

extension FramePattern {
    /// How many files a message names.
    private static let mostNamed = 5

    /// Makes a video of the files, which are PNG pictures of one size.
    ///
    /// - Parameters:
    ///   - output: The video, which is replaced when it is there.
    ///   - fps: Frames a second. Default: 20.
    ///   - codec: What it is made of; by default what the ending of `output` says.
    ///   - quality: From 0, the smallest, to 10, the finest; GIF and APNG have no use for it, and others are refused all the same. Default: 7.
    ///   - sort: In which order the files follow each other. Default: as people count.
    ///   - ffmpeg: Makes MP4 and WebM; by default the ffmpeg that is installed.
    /// - Returns: How many frames it has.
    /// - Throws: `MediaError`: `invalidArgument` for a rate or a quality out of range, `unequalFrames` with the files that differ from the first one in size, `unsupported` with those
    ///   that are no PNG files, `programMissing` when ffmpeg is needed and not there, and what ``files(order:)`` and the encoders
    ///   throw; `CancellationError`.
    @discardableResult
    public func makeVideo(
        output: URL, fps: Double = 20, codec: VideoCodec? = nil, quality: Int = 7, sort: Order = .natural,
        ffmpeg: FFmpegEncoder? = nil
    ) async throws -> Int {
        _ = try FrameRate(fps)
        try FFmpegEncoder.check(quality: quality)
        let codec = try codec ?? VideoCodec(output: output)
        // The output may have a name that is meant as well, from the last time.
        let files = try files(order: sort).filter { $0.standardizedFileURL != output.standardizedFileURL }
        try await FramePattern.makeVideo(
            of: files, output: output, fps: fps, codec: codec, quality: quality, ffmpeg: ffmpeg)
        return files.count
    }

    /// Makes a video of files in the order that they have; see ``makeVideo(output:fps:codec:quality:sort:ffmpeg:)``.
    package static func makeVideo(
        of files: [URL], output: URL, fps: Double, codec: VideoCodec?, quality: Int, ffmpeg: FFmpegEncoder?
    ) async throws {
        _ = try FrameRate(fps)
        try FFmpegEncoder.check(quality: quality)
        let codec = try codec ?? VideoCodec(output: output)
        guard files.count <= mostFiles else {
            throw MediaError(.tooLarge, "a video has at most \(mostFiles) frames, not \(files.count)")
        }
        let size = try FramePattern.size(of: files)
        switch codec {
        case .gif, .apng:
            try AnimationBound.check(frameCount: files.count, width: size.width, height: size.height)
            try await OwnThread.run("animation") { cancellation in
                let frames = try files.map { file in
                    if cancellation.isCancelled { throw CancellationError() }
                    return try FramePattern.picture(file)
                }
                let bytes =
                    try codec == .gif
                    ? GIFEncoder().encode(frames, fps: fps).bytes : APNGEncoder().encode(frames, fps: fps)
                if cancellation.isCancelled { throw CancellationError() }
                do {
                    try Data(bytes).write(to: output, options: .atomic)
                } catch {
                    let folder = output.deletingLastPathComponent()
                    let reason = FileFault.fileInTheWay(of: folder.path) ?? FileFault.reason(of: error)
                    throw MediaError(
                        .unwritableFile, at: .files([output.path]), "\(output.path) cannot be written: \(reason)")
                }
            }
        case .h264, .vp9:
            let ffmpeg = try ffmpeg ?? FFmpegEncoder()
            try await ffmpeg.encode(
                frameCount: files.count, fps: fps, to: output, codec: codec == .h264 ? .h264 : .vp9, quality: quality
            ) { try FramePattern.picture(files[$0]) }
        }
    }

    private static func picture(_ file: URL) throws -> Pixmap {
        guard let data = try? Data(contentsOf: file) else {
            throw MediaError(.unreadableFile, at: .files([file.path]), "\(file.path) cannot be read")
        }
        do {
            return try PNGDecoder(maximumPixels: Pixmap.maximumPixels).decode([UInt8](data))
        } catch {
            throw MediaError(
                .corruptData, at: .files([file.path]), "\(file.path) is no whole PNG picture: \(error.message)")
        }
    }

    /// The size that all pictures have, by the first bytes of each.
    private static func size(of files: [URL]) throws(MediaError) -> (width: Int, height: Int) {
        var sizes: [(file: URL, width: Int, height: Int)] = []
        var others: [String] = []
        for file in files {
            if let size = PNGChunks.size(ofFile: file) {
                sizes.append((file, size.width, size.height))
            } else {
                others.append(file.path)
            }
        }
        guard others.isEmpty else {
            throw MediaError(
                .unsupported, at: .files(others),
                "frames are PNG pictures, and \(named(others.map { $0 })) cannot be read as such")
        }
        guard let first = sizes.first else { throw MediaError(.invalidArgument, "a video needs at least one frame") }
        let unequal = sizes.filter { $0.width != first.width || $0.height != first.height }
        guard unequal.isEmpty else {
            let list = named(unequal.map { "\($0.file.lastPathComponent) is \($0.width)×\($0.height)" })
            throw MediaError(
                .unequalFrames, at: .files(unequal.map(\.file.path)),
                "the frames of a video have one size, \(first.file.lastPathComponent) is \(first.width)×\(first.height), and \(list)"
            )
        }
        return (first.width, first.height)
    }

    private static func named(_ names: [String]) -> String {
        names.prefix(mostNamed).joined(separator: ", ")
            + (names.count > mostNamed ? " and \(names.count - mostNamed) more" : "")
    }
}
