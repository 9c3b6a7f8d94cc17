import Foundation
import MediaFiles
import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct FramePatternTests {
    private func names(_ pattern: String, _ folder: URL, _ order: FramePattern.Order = .natural) throws -> [String] {
        try FramePattern(pattern, in: folder).files(order: order).map(\.lastPathComponent)
    }

    private func put(_ names: [String], in folder: URL) throws {
        for name in names {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: file)
        }
    }

    @Test func `files come as people count`() async throws {
        try await withTemporaryFolder { folder in
            try put(["f_10.png", "f_9.png", "f_1.png", "f_100.png", "f_02.png", "f_2.png"], in: folder)
            #expect(
                try names("*.png", folder) == ["f_1.png", "f_02.png", "f_2.png", "f_9.png", "f_10.png", "f_100.png"])
            #expect(
                try names("*.png", folder, .name) == [
                    "f_02.png", "f_1.png", "f_10.png", "f_100.png", "f_2.png", "f_9.png",
                ])
        }
    }

    @Test func `a pattern of a name means what it says`() {
        for (pattern, name, isMeant) in [
            ("a", "a", true), ("a", "ab", false), ("*", "", true), ("*", "x", true), ("a*", "abc", true),
            ("*c", "abc", true), ("a*c", "ac", true), ("a*a", "a", false), ("a*b*c", "axbxc", true),
            ("a*b*c", "axc", false), ("**", "q", true), ("ä*", "äx", true), ("f?.png", "f1.png", true),
            ("f?.png", "f10.png", false), ("f[!1]", "f2", true), ("*", ".x", false), (".*", ".x", true),
        ] {
            #expect(GlobPattern(pattern).matches(name) == isMeant, "\(pattern) \(name)")
        }
        #expect(GlobPattern("*", meansHidden: true).matches(".x"))
    }

    @Test func `a pattern says which files it would mean without looking`() {
        let folder = URL(filePath: "/logs/run/files")
        for (pattern, path, isMeant) in [
            ("*.png", "/logs/run/files/a.png", true), ("*.png", "/logs/run/files/x/a.png", false),
            ("*/a.png", "/logs/run/files/x/a.png", true), ("./x/../*.png", "/logs/run/files/a.png", true),
            ("../files/a.png", "/logs/./run/files/a.png", true), ("*.png", "/logs/other/files/a.png", false),
            ("/logs/*/files/a.png", "/logs/run/files/a.png", true), ("/logs/*", "/logs/run/files/a.png", false),
            ("*.gif", "/logs/run/files/a.png", false),
        ] {
            #expect(FramePattern(pattern, in: folder).means(path) == isMeant, "\(pattern) \(path)")
        }
    }

    @Test(
        "a folder that may not be listed is said: its frames would be missing",
        .enabled(if: geteuid() != 0, "the superuser may list every folder"))
    func lockedFolder() async throws {
        try await withTemporaryFolder { folder in
            try put(["a/1.png", "b/1.png"], in: folder)
            let locked = folder.appending(path: "b").path
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: locked) }
            let error = #expect(throws: MediaError.self) { try names("*/*.png", folder) }
            #expect(error?.code == .unreadableFile && error?.place == .files([locked]))
        }
    }

    @Test func `natural order is one order`() {
        var random = SeededGenerator(seed: 5)
        let names = (0..<60).map { _ in
            String(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in "019a/".randomElement(using: &random) ?? "a" })
        }
        for one in names {
            #expect(!NaturalOrder.isLess(one, one))
            for two in names {
                #expect(one == two || NaturalOrder.isLess(one, two) != NaturalOrder.isLess(two, one), "\(one) \(two)")
                for three in names where NaturalOrder.isLess(one, two) && NaturalOrder.isLess(two, three) {
                    #expect(NaturalOrder.isLess(one, three), "\(one) \(two) \(three)")
                }
            }
        }
    }

    @Test func `patterns mean what shells mean`() async throws {
        try await withTemporaryFolder { folder in
            try put(["a1.png", "a2.jpg", "b1.png", "[x].png", ".hidden.png", "sub/a1.png", "sub2/a7.png"], in: folder)
            #expect(try names("a?.*", folder) == ["a1.png", "a2.jpg"])
            #expect(try names("[!a.]*.png", folder) == ["[x].png", "b1.png"])
            #expect(try names("[a-b]1.png", folder) == ["a1.png", "b1.png"])
            #expect(try names("sub*/a[0-9].png", folder) == ["a1.png", "a7.png"])
            #expect(try names("\(folder.path)/sub/*", URL(filePath: "/")) == ["a1.png"])
            for none in ["*.tiff", "missing/*.png", "sub", ""] {
                #expect { try names(none, folder) } throws: { ($0 as? MediaError)?.code == .unreadableFile }
            }
        }
    }

    @Test func `many stars take no time`() async throws {
        try await withTemporaryFolder { folder in
            try put([String(repeating: "a", count: 200)], in: folder)
            #expect(throws: MediaError.self) { try names(String(repeating: "*a", count: 100) + "b", folder) }
        }
    }

    private func write(_ frames: [Pixmap], in folder: URL) throws {
        for (number, frame) in frames.enumerated() {
            try Data(PNGEncoder().encode(frame)).write(to: folder.appending(path: "frame_\(number).png"))
        }
    }

    @Test func `frames of other sizes and other files are named`() async throws {
        try await withTemporaryFolder { folder in
            try write(
                [Pixmap(width: 4, height: 4), Pixmap(width: 5, height: 4), Pixmap(width: 4, height: 4)], in: folder)
            let output = folder.appending(path: "out.gif")
            var error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: output)
            }
            #expect(error.code == .unequalFrames && error.message.contains("frame_1.png is 5×4"))
            try Data("none".utf8).write(to: folder.appending(path: "frame_3.png"))
            error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: output)
            }
            #expect(error.code == .unsupported && error.message.contains("frame_3.png"))
            // Its other end is not waited for.
            try #require(mkfifo(folder.appending(path: "frame_4.png").path, 0o600) == 0)
            error = try await #require(throws: MediaError.self) {
                try await FramePattern("frame_4.*", in: folder).makeVideo(output: output)
            }
            #expect(error.code == .unsupported && error.message.contains("frame_4.png"))
            error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: folder.appending(path: "out.avi"))
            }
            #expect(error.code == .unsupported)
        }
    }

    @Test(arguments: [-1, 11, 99, Int.max], VideoCodec.allCases)
    func `a quality out of range is refused, whatever a video is made of`(quality: Int, codec: VideoCodec) async throws
    {
        try await withTemporaryFolder { folder in
            try write([Pixmap(width: 4, height: 4)], in: folder)
            let output = folder.appending(path: "out.gif")
            let error = await #expect(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: output, codec: codec, quality: quality)
            }
            #expect(error?.code == .invalidArgument && error?.message.contains("0 to 10, not \(quality)") == true)
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }

    @Test func `a video that cannot be written names what is in its way`() async throws {
        try await withTemporaryFolder { folder in
            try write([Pixmap(width: 4, height: 4)], in: folder)
            let file = folder.appending(path: "a file")
            try Data().write(to: file)
            let output = file.appending(path: "out.gif")
            var error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: output)
            }
            #expect(error.code == .unwritableFile)
            #expect(
                error.message
                    == "\(output.path) cannot be written: \(file.path) is a file and not a folder. "
                    + "Name another folder, or move the file away.")
            let nowhere = folder.appending(path: "nowhere/out.gif")
            error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: nowhere)
            }
            #expect(error.message == "\(nowhere.path) cannot be written: No such file or directory.")
        }
    }

    @Test(arguments: [UInt32.max, 0, UInt32(Pixmap.maximumSide) + 1])
    func `a frame whose first bytes say a size that no picture has is named`(side: UInt32) async throws {
        try await withTemporaryFolder { folder in
            var bytes = try PNGEncoder().encode(Pixmap(width: 4, height: 4))
            let number = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: side >> $0) }
            bytes.replaceSubrange(16..<24, with: number + number)
            try Data(bytes).write(to: folder.appending(path: "frame_0.png"))
            let error = try await #require(throws: MediaError.self) {
                try await FramePattern("*.png", in: folder).makeVideo(output: folder.appending(path: "out.gif"))
            }
            #expect(error.code == .unsupported && error.message.contains("frame_0.png"), "\(error.message)")
        }
    }

    @Test(.enabled(if: Pillow.absence == nil, "needs Pillow"), arguments: ["gif", "png"])
    func `files become an animation in their order, again and again`(_ ending: String) async throws {
        let frames = try Frames.few(12, width: 20, height: 10, seed: 4)
        try await withTemporaryFolder { folder in
            try write(frames, in: folder)
            let output = folder.appending(path: "frame_all.\(ending)")
            for _ in 0..<2 {
                #expect(try await FramePattern("frame_*.png", in: folder).makeVideo(output: output, fps: 10) == 12)
            }
            let read = try await Pillow([UInt8](Data(contentsOf: output)), ending: ending)
            #expect(try read.frames.map { try $0.withoutHiddenColors } == frames.map { try $0.withoutHiddenColors })
        }
    }

    @Test(.enabled(if: FakeFFmpeg.real != nil, "needs ffmpeg"))
    func `files become a video`() async throws {
        try await withTemporaryFolder { folder in
            try write(Frames.square(6), in: folder)
            let ffmpeg = try FFmpegEncoder(program: FakeFFmpeg.real)
            let output = folder.appending(path: "video.mp4")
            #expect(try await FramePattern("frame_*.png", in: folder).makeVideo(output: output, ffmpeg: ffmpeg) == 6)
            let script =
                "import imageio_ffmpeg, sys; print(imageio_ffmpeg.count_frames_and_secs(sys.argv[1])[0], end='')"
            #expect(String(decoding: try TestPython.run(script, output.path), as: UTF8.self) == "6")
        }
    }
}
