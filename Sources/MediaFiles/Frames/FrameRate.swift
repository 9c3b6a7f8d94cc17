/// Frames a second, and the times that follow from them in the units of a format.
struct FrameRate {
    /// Frames a second: finite and above 0.
    let fps: Double

    /// The slowest and the fastest rate: 18 hours a frame, and what no screen shows.
    static let range = 1.0 / 65_535...1_000

    /// - Throws: `MediaError` with `invalidArgument` for NaN, an infinity, 0, less than 0, and what is out of range.
    init(_ fps: Double) throws(MediaError) {
        guard FrameRate.range.contains(fps) else {
            throw MediaError(
                .invalidArgument,
                "a rate is above 0 and at most 1000 frames a second, and \(fps) is not: give a usual one, like 10")
        }
        self.fps = fps
    }

    /// When a frame begins, in hundredths of a second from the beginning of the first, rounded to the nearest. Rounding the
    /// times and not the durations keeps the whole as long as it should be.
    func hundredths(before frame: Int) -> Int { Int((Double(frame) * 100 / fps).rounded()) }

    /// How long a frame lasts, in seconds, as a fraction whose parts have 16 bits (by continued fractions): 1/10 for 10 frames a
    /// second, 1001/30000 for television's 30000/1001.
    var secondsPerFrame: (numerator: UInt16, denominator: UInt16) {
        var rest = 1 / fps
        var (before, current) = ((numerator: 0.0, denominator: 1.0), (numerator: 1.0, denominator: 0.0))
        while true {
            let whole = rest.rounded(.down)
            let next = (
                numerator: whole * current.numerator + before.numerator,
                denominator: whole * current.denominator + before.denominator
            )
            guard next.numerator <= 65_535, next.denominator <= 65_535 else { break }
            (before, current) = (current, next)
            guard current.numerator > 0 else {
                rest = 1 / (rest - whole)
                continue
            }
            // Closer than the arithmetic is exact: what follows would be noise.
            let isExact = abs(current.numerator / current.denominator * fps - 1) < 1e-9
            guard !isExact, rest > whole else { break }
            rest = 1 / (rest - whole)
        }
        return (UInt16(current.numerator), UInt16(max(1, current.denominator)))
    }
}
