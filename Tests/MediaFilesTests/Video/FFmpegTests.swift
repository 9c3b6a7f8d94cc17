import ChildPrograms
import Foundation
import MediaFiles
import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct FFmpegTests {
    @Test func `a missing ffmpeg says what to install and what goes without`() throws {
        let error = try #require(throws: MediaError.self) { try FFmpegEncoder(program: "/nowhere/ffmpeg") }
        #expect(error.code == .programMissing)
        #expect(error.message.contains("apt install ffmpeg") && error.message.contains("GIF"))
    }

    @Test(arguments: ["echo 'no such encoder' >&2; exit 3", "echo 'no such encoder' >&2; cat >/dev/null; exit 1"])
    func `what ffmpeg says when it fails is in the error, and nothing stays`(_ script: String) async throws {
        try await withTemporaryFolder { folder in
            let ffmpeg = try FakeFFmpeg.script(script, in: folder)
            let frames = try Frames.noise(20, width: 200, height: 200, seed: 1, isOpaque: true)
            let error = try await #require(throws: MediaError.self) {
                try await ffmpeg.encode(frames, fps: 10, to: folder.appending(path: "video.mp4"))
            }
            #expect(error.code == .programFailed && error.message.contains("no such encoder"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ffmpeg"])
        }
    }

    @Test func `a program that says more than a pipe holds is heard to its end`() async throws {
        try await withTemporaryFolder { folder in
            let ffmpeg = try FakeFFmpeg.script(
                "i=0; while [ $i -lt 20000 ]; do echo 'a line of nonsense' >&2; i=$((i+1)); done; echo last >&2; exit 1",
                in: folder)
            let frames = try Frames.noise(3, width: 300, height: 300, seed: 1, isOpaque: true)
            let error = try await #require(throws: MediaError.self) {
                try await ffmpeg.encode(frames, fps: 10, to: folder.appending(path: "video.mp4"))
            }
            #expect(error.message.hasSuffix("last") && error.message.utf8.count < 5_000)
        }
    }

    @Test func `a cancelled task ends the program`() async throws {
        try await withTemporaryFolder { folder in
            let pidFile = folder.appending(path: "pid")
            let ffmpeg = try FakeFFmpeg.script(
                "echo $$ >'\(pidFile.path).new'; mv '\(pidFile.path).new' '\(pidFile.path)'; exec sleep 600", in: folder
            )
            let frames = try Frames.noise(20, width: 200, height: 200, seed: 1, isOpaque: true)
            let work = Task { try await ffmpeg.encode(frames, fps: 10, to: folder.appending(path: "video.mp4")) }
            while !FileManager.default.fileExists(atPath: pidFile.path) { await Task.yield() }
            let text = try String(contentsOf: pidFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            let processID = try #require(Int32(text))
            work.cancel()
            await #expect(throws: CancellationError.self) { try await work.value }
            while !ProgramSignal.hasEnded(processID) { await Task.yield() }
        }
    }

    @Test func `frames that differ and qualities out of range are refused`() async throws {
        try await withTemporaryFolder { folder in
            let ffmpeg = try FakeFFmpeg.script("cat >/dev/null", in: folder)
            let frames = try [Pixmap(width: 4, height: 4), Pixmap(width: 4, height: 5)]
            let output = folder.appending(path: "video.mp4")
            var error = try await #require(throws: MediaError.self) {
                try await ffmpeg.encode(frames, fps: 10, to: output)
            }
            #expect(error.place == .frames([1]))
            error = try await #require(throws: MediaError.self) {
                try await ffmpeg.encode(frameCount: 2, fps: 10, to: output) { frames[$0] }
            }
            #expect(error.place == .frames([1]))
            await #expect(throws: MediaError.self) {
                try await ffmpeg.encode([frames[0]], fps: 10, to: output, quality: 11)
            }
            await #expect(throws: MediaError.self) { try await ffmpeg.encode([frames[0]], fps: 0, to: output) }
            await #expect(throws: MediaError.self) { try await ffmpeg.encode([], fps: 1, to: output) }
        }
    }

    @Test(.enabled(if: FakeFFmpeg.real != nil, "needs ffmpeg"), arguments: FFmpegEncoder.Codec.allCases)
    func `a video has the frames, padded to even sizes`(_ codec: FFmpegEncoder.Codec) async throws {
        struct Facts: Decodable {
            let size: [Int]
            let fps: Double
            let count: Int
            let first: [UInt8]
            let corner: [UInt8]
        }
        let ffmpeg = try FFmpegEncoder(program: FakeFFmpeg.real)
        let frames = try Frames.made(12, width: 63, height: 41) { frame, _, _ in (200, 60, UInt8(frame * 10), 255) }
        try await withTemporaryFolder { folder in
            let output = folder.appending(path: codec == .h264 ? "it's a -video.mp4" : "video.webm")
            try await ffmpeg.encode(frames, fps: 12.5, to: output, codec: codec, quality: 10)
            let script = """
                import imageio_ffmpeg, json, sys
                frames = imageio_ffmpeg.read_frames(sys.argv[1])
                meta = next(frames)
                all = [list(f) for f in frames]
                print(json.dumps(dict(
                    size=meta["source_size"], fps=meta["fps"], count=len(all), first=all[0][:3], corner=all[0][-3:])))
                """
            let facts = try JSONDecoder().decode(Facts.self, from: TestPython.run(script, output.path))
            #expect(facts.size == [64, 42])
            #expect(facts.fps == 12.5)
            #expect(facts.count == 12)
            for color in [facts.first, facts.corner] {
                #expect(zip(color, [200, 60, 0]).allSatisfy { abs(Int($0) - $1) <= 6 }, "\(color)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [output.lastPathComponent])
        }
    }
}
