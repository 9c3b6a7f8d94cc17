public import RasterGraphics

/// Makes animated PNG files: without any loss, in all colours and with opacity; every browser shows them.
///
/// Only the part of a frame that changes is stored, and what was drawn is taken away again where that makes the next part
/// smaller. Programs that know PNG only show the first frame.
///
/// Source: Portable Network Graphics (PNG) Specification, third edition (W3C), section 11.3.6 (acTL, fcTL, fdAT).
public struct APNGEncoder: Sendable {
    /// How often the animation is shown. Default: forever.
    public var repetition: Repetition
    /// zlib's level, as ``PNGEncoder`` has it; `nil`, the default, chooses by the picture.
    public var level: Int?

    /// An encoder.
    public init(repetition: Repetition = .forever, level: Int? = nil) {
        self.repetition = repetition
        self.level = level
    }

    /// The APNG file of some frames.
    ///
    /// - Parameters:
    ///   - frames: Pictures of one size, in their order.
    ///   - fps: Frames a second. It is stored as a fraction of two numbers of 16 bits, which is exact for all usual rates.
    /// - Throws: `MediaError` with `invalidArgument` for no frames and for a rate of 0, less, NaN, or more than 1000, with
    ///   `unequalFrames` and the places of those that are not as large as the first, with `tooLarge` when a frame takes more than
    ///   2 GiB or memory is short.
    public func encode(_ frames: [Pixmap], fps: Double) throws(MediaError) -> [UInt8] {
        let rate = try FrameRate(fps)
        try repetition.check()
        try FrameSizes.check(frames)
        guard let first = frames.first else { throw MediaError(.invalidArgument, "an APNG needs at least one frame") }
        let channels = APNGEncoder.channels(of: frames)
        let plan = FramePlan(frames.map(\.packedPixels), width: first.width, canErase: channels == .rgba)
        var file = PNGChunks.signature
        var sequence: UInt32 = 0
        for (index, step) in plan.steps.enumerated() {
            let part = FramePart(step, width: first.width, canBlend: channels == .rgba && index > 0)
            let png = try encoded(part, channels)
            if index == 0 {
                PNGChunks.append("IHDR", PNGChunks.contents(of: "IHDR", in: png), to: &file)
                PNGChunks.append("acTL", control(frameCount: plan.steps.count), to: &file)
            }
            let blend: UInt8 = part.isBlended ? 1 : 0
            PNGChunks.append(
                "fcTL",
                PNGChunks.bigEndian(sequence) + control(step.area, rate) + [step.disposal.rawValue, blend], to: &file)
            sequence += 1
            let pixels = PNGChunks.contents(of: "IDAT", in: png)
            guard pixels.count < PNGChunks.largest - 4 else {
                throw MediaError(.tooLarge, "frame \(index) takes more than 2 GiB")
            }
            if index == 0 {
                PNGChunks.append("IDAT", pixels, to: &file)
            } else {
                PNGChunks.append("fdAT", PNGChunks.bigEndian(sequence) + pixels, to: &file)
                sequence += 1
            }
        }
        PNGChunks.append("IEND", [], to: &file)
        return file
    }

    private func encoded(_ part: FramePart, _ channels: PNGEncoder.Channels) throws(MediaError) -> [UInt8] {
        do {
            return try PNGEncoder(level: level).encode(part.pixmap(), channels: channels)
        } catch {
            throw MediaError(.tooLarge, "a frame cannot be encoded: \(error.message)")
        }
    }

    private func control(frameCount: Int) -> [UInt8] {
        let plays: UInt32 =
            switch repetition {
            case .forever: 0
            case .times(let count): UInt32(count)
            }
        return PNGChunks.bigEndian(UInt32(frameCount)) + PNGChunks.bigEndian(plays)
    }

    /// Size, place and duration.
    private func control(_ area: PixelRect, _ rate: FrameRate) -> [UInt8] {
        let numbers = [area.columns.count, area.rows.count, area.columns.lowerBound, area.rows.lowerBound]
        let delay = rate.secondsPerFrame
        return numbers.flatMap { PNGChunks.bigEndian(UInt32($0)) }
            + PNGChunks.bigEndian(UInt32(delay.numerator) << 16 | UInt32(delay.denominator))
    }

    /// What has to be stored of each pixel of all frames: a file has one form for all.
    private static func channels(of frames: [Pixmap]) -> PNGEncoder.Channels {
        var isGray = true
        for frame in frames {
            let traits = PackedPixels.traits(of: frame.bytes)
            if !traits.isOpaque { return .rgba }
            isGray = isGray && traits.isGray
        }
        return isGray ? .gray : .rgb
    }
}
