public import RasterGraphics

/// Makes animated GIF files: what every browser and chat shows, in at most 256 colours a frame.
///
/// Only the part of a frame that changes is stored. A pixel whose opacity is below 128 is transparent, any other opaque.
/// The same frames give the same bytes.
///
/// Source: Graphics Interchange Format, version 89a (CompuServe, 1990); repetitions as Netscape's application extension.
public struct GIFEncoder: Sendable {
    /// For what a palette is made.
    public enum PaletteScope: Hashable, Sendable {
        /// One for all frames: the smallest file, and no colour changes by itself.
        case file
        /// One for each frame: for frames of very different colours. Costs 768 bytes a frame.
        case frame
    }

    /// For what palettes are made. Default: one for the file.
    public var paletteScope: PaletteScope
    /// How colours are mixed that a palette does not have. Default: not at all.
    public var dithering: GIFDithering
    /// How often the animation is shown. Default: forever.
    public var repetition: Repetition

    /// An encoder.
    public init(
        paletteScope: PaletteScope = .file, dithering: GIFDithering = .none, repetition: Repetition = .forever
    ) {
        self.paletteScope = paletteScope
        self.dithering = dithering
        self.repetition = repetition
    }

    /// The GIF file of some frames.
    ///
    /// - Parameters:
    ///   - frames: Pictures of one size, in their order.
    ///   - fps: Frames a second. Times are rounded to hundredths of a second, each from the beginning, so that the whole lasts
    ///     as long as it should. Above 50, frames are left out.
    /// - Throws: `MediaError` with `invalidArgument` for no frames and for a rate of 0, less, NaN, or more than 1000, with
    ///   `unequalFrames` and the places of those that are not as large as the first.
    public func encode(_ frames: [Pixmap], fps: Double) throws(MediaError) -> EncodedGIF {
        let rate = try FrameRate(fps)
        try repetition.check()
        try FrameSizes.check(frames)
        guard let first = frames.first else { throw MediaError(.invalidArgument, "a GIF needs at least one frame") }
        let timing = try GIFTiming(frameCount: frames.count, rate)
        let shown = timing.shown.map { GIFEncoder.opaqueOrNothing(frames[$0.frame]) }
        let needsTransparency = shown.contains { $0.contains(0) }
        let plan = FramePlan(shown, width: first.width, canErase: false)
        var indexer = FrameIndexer(width: first.width, dithering: dithering)
        var lzw = LZWEncoder()

        var shared: GIFPalette?
        if paletteScope == .file {
            var census = ColorCensus()
            for step in plan.steps { census.add(step, width: first.width) }
            shared = GIFPalette(census, needsTransparency: needsTransparency)
        }
        var file = GIFBytes()
        file.appendHeader(width: first.width, height: first.height, shared, shown.count > 1 ? repetition : .times(1))
        for (step, time) in zip(plan.steps, timing.shown) {
            var palette: GIFPalette
            if let known = shared {
                palette = known
                // Kept in one place, so that what is found for one frame is known for the next without a copy.
                shared = nil
            } else {
                var census = ColorCensus()
                census.add(step, width: first.width)
                // Its table has no colours of earlier frames, which pixels that stay could be drawn in again.
                palette = GIFPalette(census, needsTransparency: census.hasUndrawn)
            }
            let indices = indexer.indices(of: step, &palette)
            file.appendFrame(
                step.area, delay: time.delay, step.disposal, palette, hasOwnColors: paletteScope == .frame)
            lzw.append(indices, bits: palette.bits, to: &file.bytes)
            if paletteScope == .file { shared = palette }
        }
        file.appendEnd()
        return EncodedGIF(
            bytes: file.bytes, frameCount: shown.count,
            durationInHundredths: timing.shown.reduce(0) { $0 + $1.delay },
            meanColorError: indexer.error.mean, largestColorError: indexer.error.largest)
    }

    /// Pixels that are opaque, or 0.
    private static func opaqueOrNothing(_ frame: Pixmap) -> [UInt32] {
        frame.packedPixels.map { $0 >= 0x8000_0000 ? $0 | 0xFF00_0000 : 0 }
    }
}
