/// Data as a training would leave it behind.
enum Sample {
    /// A loss that falls like 1 / (1 + t), with noise in proportion to it.
    static func loss(
        steps: Int, from first: Double = 2.3, to last: Double = 0.2, halfway: Double = 0.08, noise: Double = 0.1,
        seed: UInt64
    ) -> [Double] {
        var random = Noise(seed)
        return (0..<steps).map { step in
            let part = Double(step) / Double(max(1, steps - 1))
            let value = last + (first - last) / (1 + part / halfway)
            return value * max(0.05, 1 + noise * random.normal())
        }
    }

    /// An accuracy that rises towards a limit, one value an epoch.
    static func accuracy(epochs: Int, limit: Double, halfway: Double, noise: Double = 0.006, seed: UInt64) -> [Double] {
        var random = Noise(seed)
        return (0..<epochs).map { epoch in
            let value = 0.1 + (limit - 0.1) * Double(epoch + 1) / (Double(epoch + 1) + halfway)
            return min(0.999, max(0, value + noise * random.normal()))
        }
    }

    /// A power with a whole exponent, without the C library's.
    static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1) { result, _ in exponent < 0 ? result / base : result * base }
    }

    /// A wave between −1 and 1 with the period 1, made of parabolas.
    static func wave(_ place: Double) -> Double {
        let part = place - place.rounded(.down)
        return part < 0.5 ? 16 * part * (0.5 - part) : -16 * (part - 0.5) * (1 - part)
    }

    /// A hill of height 1 and width 1 around 0.
    static func hill(_ place: Double) -> Double { 1 / (1 + place * place) }
}
