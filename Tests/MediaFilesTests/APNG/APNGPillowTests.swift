import MediaFiles
import RasterGraphics
import Testing

/// What Pillow sees in APNG files, and our own reader in the first frame.
@Suite(.enabled(if: Pillow.absence == nil, "needs Pillow")) struct APNGPillowTests {
    private func expectLossless(_ frames: [Pixmap], _ what: String) async throws {
        let read = try await Pillow(APNGEncoder().encode(frames, fps: 10), ending: "png")
        #expect(read.frames.count == frames.count, "\(what)")
        for (index, frame) in frames.enumerated() where index < read.frames.count {
            #expect(try read.frames[index].withoutHiddenColors == frame.withoutHiddenColors, "\(what), frame \(index)")
        }
    }

    @Test func `nothing is lost, whatever the frames`() async throws {
        for seed: UInt64 in 0..<8 {
            let (width, height) = (1 + Int(seed) * 5, 1 + Int(seed) * 4)
            try await expectLossless(Frames.few(6, width: width, height: height, seed: seed), "few \(seed)")
            try await expectLossless(
                Frames.noise(3, width: width, height: height, seed: seed, isOpaque: seed % 2 == 0), "noise \(seed)")
        }
        try await expectLossless(Frames.square(9), "square")
        try await expectLossless(Frames.sprite(5), "sprite")
        try await expectLossless(Frames.sprite(5, alpha: 90), "translucent sprite")
        try await expectLossless(
            Frames.made(4, width: 30, height: 20) { frame, column, _ in
                let gray = UInt8(column * 8 + frame)
                return (gray, gray, gray, 255)
            }, "gray")
        try await expectLossless(Array(repeating: Frames.square(1)[0], count: 3), "still")
    }

    @Test(
        arguments: [(1.0, 1_000.0), (10, 100), (30, 33.333), (30_000.0 / 1_001, 33.367), (0.5, 2_000), (60, 16.667)]
            as [(Double, Double)])
    func `durations are exact`(_ fps: Double, _ milliseconds: Double) async throws {
        let read = try await Pillow(APNGEncoder().encode(Frames.square(3), fps: fps), ending: "png")
        #expect(read.facts.durations.allSatisfy { abs($0 - milliseconds) < 0.01 })
    }

    @Test func `repetitions are what was asked for`() async throws {
        let frames = try Frames.square(2)
        #expect(try await Pillow(APNGEncoder().encode(frames, fps: 4), ending: "png").facts.loop == 0)
        #expect(
            try await Pillow(APNGEncoder(repetition: .times(3)).encode(frames, fps: 4), ending: "png").facts.loop == 3)
    }
}

@Suite struct APNGEncoderTests {
    @Test func `a reader of PNG sees the first frame`() throws {
        let frames = try Frames.sprite(4, alpha: 33)
        #expect(try PNGDecoder().decode(APNGEncoder().encode(frames, fps: 3)) == frames[0])
    }

    @Test func `what does not change is not stored`() throws {
        let still = try Frames.noise(1, width: 100, height: 100, seed: 1, isOpaque: false)
        let one = try APNGEncoder().encode(still, fps: 10).count
        let ten = try APNGEncoder().encode(Array(repeating: still[0], count: 10), fps: 10).count
        #expect(ten < one + 1_800)
    }
}
