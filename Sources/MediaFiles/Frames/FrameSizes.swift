import RasterGraphics

/// Whether frames make one animation.
enum FrameSizes {
    /// How many of the frames that differ a message names.
    private static let mostNamed = 5

    /// - Throws: `MediaError` with `invalidArgument` when there are none, and with `unequalFrames` and the places of all that
    ///   are not as large as the first one.
    static func check(_ frames: [Pixmap]) throws(MediaError) {
        guard let first = frames.first else {
            throw MediaError(.invalidArgument, "an animation needs at least one frame")
        }
        let others = frames.indices.filter { frames[$0].width != first.width || frames[$0].height != first.height }
        guard !others.isEmpty else { return }
        let named = others.prefix(mostNamed).map { "frame \($0) is \(frames[$0].width)×\(frames[$0].height)" }
        let more = others.count > mostNamed ? " and \(others.count - mostNamed) more" : ""
        throw MediaError(
            .unequalFrames, at: .frames(others),
            "the frames of an animation have one size, frame 0 is \(first.width)×\(first.height), and "
                + named.joined(separator: ", ") + more)
    }
}
