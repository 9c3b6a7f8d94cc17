import Foundation
import MediaFiles
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

/// The ffmpeg that the tests' Python brings; `nil` when there is none.
private let realFFmpeg: String? = {
    let script = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe(), end='')"
    return (try? TestPython.run(script)).map { String(decoding: $0, as: UTF8.self) }
}()

struct MLVideosTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    @Test(.enabled(if: realFFmpeg != nil, "not run: the tests' Python brings no ffmpeg; make test puts it there"))
    func `Videos that need ffmpeg are what their names or a codec say, finer with a higher quality`() async throws {
        let program: String = try #require(realFFmpeg)
        let ffmpeg = try FFmpegEncoder(program: program)
        let logger = try bench.logger()
        let noise = try (0..<6).map { frame in
            let bytes = (0..<64 * 64).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13 &+ frame &* 40) }
            return try ImageArray(bytes, shape: [64, 64])
        }
        try await logger.files.saveVideo("play.mp4", noise, fps: 5, ffmpeg: ffmpeg)
        try await logger.files.saveVideo("play.webm", noise, fps: 5, ffmpeg: ffmpeg)
        let webm: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]
        #expect(try await logger.files.load("play.mp4")[4..<8].elementsEqual("ftyp".utf8))
        #expect(try await logger.files.load("play.webm").starts(with: webm))
        let frames = try logger.files("frames")
        for (number, image) in noise.enumerated() { frames.saveImage("f\(number)", image) }
        var sizes: [Int] = []
        for quality in [1, 10] {
            let name = "q\(quality).mp4"
            let count = try await logger.files.makeVideo(
                pattern: "frames/*.png", output: name, codec: .h264, quality: quality, ffmpeg: ffmpeg)
            #expect(count == 6)
            sizes.append(try await logger.files.load(name).count)
        }
        #expect(sizes[0] < sizes[1], "\(sizes)")
        // The codec counts, whatever the name says.
        try await logger.files.makeVideo(pattern: "frames/*.png", output: "odd.webm", codec: .vp9, ffmpeg: ffmpeg)
        #expect(try await logger.files.load("odd.webm").starts(with: webm))
        try await logger.close()
    }

    @Test func `A video's codec, and the order of its frames, are as they are asked for`() async throws {
        let logger = try bench.logger()
        let frames = try logger.files("frames")
        for number in [10, 2, 1] { frames.saveImage("frame_\(number)", try bench.image(UInt8(number * 10))) }
        try await logger.files.makeVideo(pattern: "frames/*.png", output: "natural.gif", fps: 5)
        try await logger.files.makeVideo(pattern: "frames/*.png", output: "bytes.gif", fps: 5, sort: .name)
        try await logger.files.makeVideo(pattern: "frames/*.png", output: "movie.png", fps: 5, codec: .apng)
        let (natural, bytes) = (try await logger.files.load("natural.gif"), try await logger.files.load("bytes.gif"))
        #expect(natural.starts(with: "GIF89a".utf8) && bytes.starts(with: "GIF89a".utf8) && natural != bytes)
        let movie = Data(try await logger.files.load("movie.png"))
        #expect(movie.range(of: Data("acTL".utf8)) != nil)
        try await logger.close()
    }

    @Test(arguments: ["x.avi", "x.MOV", "deep/x.mkv", "x.gif.bak"])
    func `A video whose name has an ending that is none of ours is refused, with those that are`(
        name: String
    ) async throws {
        let logger = try bench.logger()
        let error = await #expect(throws: MediaError.self) {
            try await logger.files.saveVideo(name, [try bench.image(1)])
        }
        #expect(error?.code == .unsupported)
        let message = String(describing: error)
        #expect([".mp4", ".webm", ".gif", ".png"].allSatisfy { message.contains($0) })
        #expect(try logger.files.list().isEmpty)
        try await logger.close()
    }

    @Test func `A video whose name has no ending, or digits behind its last point, is a GIF`() async throws {
        let logger = try bench.logger()
        for name in ["play", "play_0.5"] {
            try await logger.files.saveVideo(name, [try bench.image(1)])
            #expect(try await logger.files.load(name + ".gif").starts(with: "GIF89a".utf8))
        }
        try await logger.close()
    }

    @Test func `A video that needs ffmpeg says so where there is none`() async throws {
        let logger = try bench.logger()
        let missing = "/nowhere/ffmpeg"
        let error = await #expect(throws: MediaError.self) {
            try await logger.files.saveVideo("a.mp4", [try bench.image(1)], ffmpeg: try FFmpegEncoder(program: missing))
        }
        #expect(error?.code == .programMissing)
        try await logger.close()
    }

    @Test func `A video is made of frames that were just saved, in the order in which people count`() async throws {
        let logger = try bench.logger()
        let frames = try logger.files("frames")
        for number in [10, 2, 1] { frames.saveImage("frame_\(number)", try bench.image(UInt8(number * 10))) }
        #expect(try await logger.files.makeVideo(pattern: "frames/*.png", output: "all.gif", fps: 5) == 3)
        #expect(try await logger.charts.video("frames/frame_1*.png", fileName: "some.gif") == 2)
        #expect(try await logger.charts.images("frames/*") == 3)
        #expect(try await logger.files.load("all.gif").starts(with: "GIF89a".utf8))
        // The same as the images in this order, at this rate.
        #expect(try await logger.charts.video("frames/*", fps: 5, fileName: "chart.gif") == 3)
        let images = try [1, 2, 10].map { try bench.image(UInt8($0 * 10)) }
        try await logger.files.saveVideo("images.gif", images, fps: 5)
        let expected = try await logger.files.load("images.gif")
        #expect(try await logger.files.load("all.gif") == expected)
        #expect(try await logger.files.load("chart.gif") == expected)
        try await logger.close()
    }

    @Test func `A video shows as many frames a second as are asked for, whichever word makes it`() async throws {
        let logger = try bench.logger()
        let images = [try bench.image(10), try bench.image(20)]
        for (number, image) in images.enumerated() { logger.files.saveImage("f\(number)", image) }
        for (fps, hundredths) in [(4.0, 25), (10.0, 10)] {
            try await logger.files.saveVideo("a.gif", images, fps: fps)
            try await logger.files.makeVideo(pattern: "f*.png", output: "b.gif", fps: fps)
            try await logger.charts.video("f*.png", fps: fps, fileName: "c.gif")
            for name in ["a.gif", "b.gif", "c.gif"] {
                let delays = Self.delays(ofGIF: try await logger.files.load(name))
                #expect(delays == [hundredths, hundredths], "\(name)")
            }
        }
        try await logger.close()
    }

    /// How long each frame is shown, in hundredths of a second: what its graphic control extension says.
    private static func delays(ofGIF bytes: [UInt8]) -> [Int] {
        bytes.indices.dropLast(5).filter { bytes[$0..<($0 + 3)].elementsEqual([0x21, 0xF9, 0x04]) }
            .map { Int(bytes[$0 + 4]) + Int(bytes[$0 + 5]) << 8 }
    }

    @Test(arguments: ["a.gif", "a.png"])
    func `A video of images that is cancelled, or would be too large, is not saved`(name: String) async throws {
        let logger = try bench.logger()
        let frames = [try bench.image(1), try bench.image(2)]
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await logger.files.saveVideo(name, frames)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        // They share their bytes: nothing of this size is made.
        let large = [ImageArray](repeating: try bench.image(1, side: 1_024), count: 257)
        let error = await #expect(throws: MediaError.self) { try await logger.files.saveVideo(name, large) }
        #expect(error?.code == .tooLarge)
        #expect(try !logger.files.exists(name))
        try await logger.close()
    }
}
