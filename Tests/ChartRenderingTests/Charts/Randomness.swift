/// Numbers that look random and are the same in every run.
struct Randomness {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 up to 1, by Knuth's linear congruential generator.
    mutating func unit() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }
}
