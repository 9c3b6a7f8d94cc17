import MediaFiles
import RasterGraphics
import Testing

/// What Pillow sees in GIF files.
@Suite(.enabled(if: Pillow.absence == nil, "needs Pillow")) struct GIFPillowTests {
    @Test(arguments: [GIFEncoder.PaletteScope.file, .frame])
    func `frames of few colours come back as they were`(_ scope: GIFEncoder.PaletteScope) async throws {
        for seed: UInt64 in 0..<12 {
            let frames = try Frames.few(7, width: 5 + Int(seed) * 3, height: 4 + Int(seed), seed: seed)
            let gif = try GIFEncoder(paletteScope: scope).encode(frames, fps: 10)
            #expect(gif.meanColorError == 0 && gif.largestColorError == 0)
            let read = try await Pillow(gif.bytes, ending: "gif")
            #expect(read.frames.count == frames.count, "seed \(seed)")
            for (index, frame) in frames.enumerated() where index < read.frames.count {
                #expect(
                    try read.frames[index].withoutHiddenColors == frame.withoutHiddenColors,
                    "seed \(seed), frame \(index)")
            }
        }
    }

    @Test func `noise fills the table of strings many times and comes back near`() async throws {
        let frames = try Frames.noise(2, width: 120, height: 90, seed: 3, isOpaque: true)
        let gif = try GIFEncoder(paletteScope: .frame).encode(frames, fps: 5)
        let read = try await Pillow(gif.bytes, ending: "gif")
        #expect(read.frames.count == 2)
        for (one, other) in zip(read.frames, frames) {
            let largest = zip(one.bytes, other.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 255
            #expect(Double(largest) <= gif.largestColorError)
        }
    }

    @Test func `256 opaque colours all have their place`() async throws {
        let frames = try Frames.made(1, width: 16, height: 16) { _, column, row in
            (UInt8(column * 16), UInt8(row * 16), 77, 255)
        }
        let gif = try GIFEncoder().encode(frames, fps: 1)
        #expect(try await Pillow(gif.bytes, ending: "gif").frames == frames)
        #expect(gif.meanColorError == 0)
    }

    @Test func `what stays among 256 colours that change keeps its own`() async throws {
        // In the middle of what changes a column stays.
        let frames = try Frames.made(2, width: 17, height: 16) { frame, column, row in
            guard frame == 1, column != 8 else { return (200, 10, 10, 255) }
            return (UInt8((column < 8 ? column : column - 1) * 16), UInt8(row * 16), 77, 255)
        }
        let gif = try GIFEncoder(paletteScope: .frame).encode(frames, fps: 5)
        #expect(gif.meanColorError > 0, "256 colours and one number that is none are more than a palette has")
        let read = try await Pillow(gif.bytes, ending: "gif")
        try #require(read.frames.count == 2)
        #expect(read.frames[0] == frames[0])
        let (one, other) = (read.frames[1].bytes, frames[1].bytes)
        for row in 0..<16 {
            let place = (row * 17 + 8) * 4
            #expect(Array(one[place..<place + 4]) == [200, 10, 10, 255], "row \(row)")
        }
        let largest = zip(one, other).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(Double(largest) <= gif.largestColorError)
    }

    @Test func `256 colours that are all of a frame need no number for what stays`() async throws {
        let frames = try Frames.made(2, width: 16, height: 16) { frame, column, row in
            frame == 0 ? (200, 10, 10, 255) : (UInt8(column * 16), UInt8(row * 16), 77, 255)
        }
        let gif = try GIFEncoder(paletteScope: .frame).encode(frames, fps: 5)
        #expect(gif.meanColorError == 0)
        #expect(try await Pillow(gif.bytes, ending: "gif").frames == frames)
    }

    @Test func `a sprite leaves no trail`() async throws {
        let frames = try Frames.sprite(6)
        let gif = try GIFEncoder().encode(frames, fps: 12)
        let read = try await Pillow(gif.bytes, ending: "gif")
        #expect(try read.frames.map { try $0.withoutHiddenColors } == frames)
    }

    @Test(arguments: [3.0, 7, 12, 24, 29.97, 30])
    func `durations are rounded so that their sum is true`(_ fps: Double) async throws {
        let frames = try Frames.square(13)
        let gif = try GIFEncoder().encode(frames, fps: fps)
        let read = try await Pillow(gif.bytes, ending: "gif")
        let milliseconds = read.facts.durations.reduce(0, +)
        #expect(abs(milliseconds - 13_000 / fps) <= 5)
        #expect(Int(milliseconds) == gif.durationInHundredths * 10)
        #expect(read.facts.durations.allSatisfy { abs($0 - 1_000 / fps) < 10 })
    }

    @Test func `repetitions are what was asked for`() async throws {
        let frames = try Frames.square(2)
        #expect(try await Pillow(GIFEncoder().encode(frames, fps: 4).bytes, ending: "gif").facts.loop == 0)
        #expect(
            try await Pillow(GIFEncoder(repetition: .times(4)).encode(frames, fps: 4).bytes, ending: "gif").facts.loop
                == 3)
        #expect(
            try await Pillow(GIFEncoder(repetition: .times(1)).encode(frames, fps: 4).bytes, ending: "gif").facts.loop
                == nil)
    }

    @Test(arguments: [GIFDithering.none, .ordered, .floydSteinberg])
    func `a gradient of many colours stays near, and dithering nearer in the mean`(_ dithering: GIFDithering)
        async throws
    {
        let frames = try Frames.made(2, width: 128, height: 96) { frame, column, row in
            (UInt8(column * 2), UInt8(row * 2 + frame * 20), UInt8((column + row) % 256), 255)
        }
        let gif = try GIFEncoder(dithering: dithering).encode(frames, fps: 4)
        #expect(gif.meanColorError < 12)
        let read = try await Pillow(gif.bytes, ending: "gif")
        for (one, other) in zip(read.frames, frames) {
            let sum = zip(one.bytes, other.bytes).reduce(0) { $0 + Int($1.0) - Int($1.1) }
            #expect(abs(Double(sum) / Double(one.bytes.count)) < 1.5)
        }
    }
}
