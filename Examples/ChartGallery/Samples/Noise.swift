/// Random numbers that are the same in every run and on every machine (SplitMix64).
///
/// Nothing here calls a function whose last digit differs between C libraries: the pictures must be the same everywhere.
struct Noise: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// Nearly normal, with mean 0 and deviation 1: the sum of twelve numbers from 0 to 1, less 6 (Irwin and Hall).
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }

    /// Many of them, moved and stretched.
    mutating func normals(_ count: Int, mean: Double = 0, deviation: Double = 1) -> [Double] {
        (0..<count).map { _ in mean + deviation * normal() }
    }

    /// Walks from 0, each step normal.
    mutating func walk(_ count: Int, step: Double) -> [Double] {
        var place = 0.0
        return (0..<count).map { _ in
            place += step * normal()
            return place
        }
    }
}
