import MediaFiles
import RasterGraphics
import Testing

@Suite struct GIFEncoderTests {
    @Test(arguments: [0, -1, .nan, .infinity, 1_001, 1e-9] as [Double])
    func `a rate that is none is refused`(_ fps: Double) throws {
        let frames = try Frames.square(2)
        #expect { try GIFEncoder().encode(frames, fps: fps) } throws: { ($0 as? MediaError)?.code == .invalidArgument }
        #expect { try APNGEncoder().encode(frames, fps: fps) } throws: { ($0 as? MediaError)?.code == .invalidArgument }
    }

    @Test func `a rate that no count of hundredths can hold is refused`() throws {
        let frames = try Frames.square(1)
        #expect { try GIFEncoder().encode(frames, fps: 0.001) } throws: {
            ($0 as? MediaError)?.code == .invalidArgument
        }
    }

    @Test func `frames that differ in size are named`() throws {
        var frames = try Frames.square(5)
        frames[1] = try Pixmap(width: 3, height: 4)
        frames[4] = try Pixmap(width: 48, height: 33)
        for encode in [
            { _ = try GIFEncoder().encode(frames, fps: 5) }, { _ = try APNGEncoder().encode(frames, fps: 5) },
        ] {
            let error = try #require(throws: MediaError.self) { try encode() }
            #expect(error.code == .unequalFrames)
            #expect(error.place == .frames([1, 4]))
            #expect(error.message.contains("frame 1 is 3×4, frame 4 is 48×33"))
        }
    }

    @Test func `no frames are refused, and so are impossible repetitions`() throws {
        let frames = try Frames.square(2)
        #expect(throws: MediaError.self) { try GIFEncoder().encode([], fps: 5) }
        #expect(throws: MediaError.self) { try APNGEncoder().encode([], fps: 5) }
        for count in [0, -1, 65_537] {
            #expect(throws: MediaError.self) { try GIFEncoder(repetition: .times(count)).encode(frames, fps: 5) }
            #expect(throws: MediaError.self) { try APNGEncoder(repetition: .times(count)).encode(frames, fps: 5) }
        }
    }

    @Test func `above 50 a second frames are left out and the duration stays`() throws {
        let gif = try GIFEncoder().encode(try Frames.square(120), fps: 120)
        #expect(gif.durationInHundredths == 100)
        #expect((40...50).contains(gif.frameCount))
        let short = try GIFEncoder().encode(try Frames.square(1), fps: 1_000)
        #expect(short.frameCount == 1 && short.durationInHundredths == 2)
    }

    @Test func `the same frames give the same bytes`() throws {
        let frames = try Frames.noise(3, width: 40, height: 30, seed: 8, isOpaque: false)
        #expect(try GIFEncoder().encode(frames, fps: 9) == GIFEncoder().encode(frames, fps: 9))
    }

    @Test func `what does not change is not stored`() throws {
        let still = try Frames.noise(1, width: 100, height: 100, seed: 1, isOpaque: true)
        let one = try GIFEncoder().encode(still, fps: 10).bytes.count
        let ten = try GIFEncoder().encode(Array(repeating: still[0], count: 10), fps: 10).bytes.count
        #expect(ten < one + 300)
    }
}
