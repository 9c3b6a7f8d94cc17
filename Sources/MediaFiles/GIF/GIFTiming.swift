/// Which frames a GIF shows, and for how long.
///
/// A GIF counts in hundredths of a second, and browsers show what is to last less than two of them for ten. So no frame
/// lasts less than two: at more than 50 a second, frames are left out, evenly.
struct GIFTiming {
    static let shortest = 2
    static let longest = 65_535

    /// Of each frame that is shown, its place and how long it lasts in hundredths of a second.
    let shown: [(frame: Int, delay: Int)]

    init(frameCount: Int, _ rate: FrameRate) throws(MediaError) {
        var starts: [(frame: Int, time: Int)] = []
        let end = rate.hundredths(before: frameCount)
        for frame in 0..<frameCount {
            let time = rate.hundredths(before: frame)
            guard let last = starts.last else {
                starts.append((frame, time))
                continue
            }
            if time - last.time >= Self.shortest, end - time >= Self.shortest { starts.append((frame, time)) }
        }
        let ends = starts.dropFirst().map(\.time) + [end]
        shown = zip(starts, ends).map { ($0.frame, max(Self.shortest, $1 - $0.time)) }
        guard shown.allSatisfy({ $0.delay <= Self.longest }) else {
            throw MediaError(
                .invalidArgument,
                "a frame of a GIF lasts at most 655 seconds: give at least 0.0016 frames a second, not \(rate.fps)")
        }
    }
}
