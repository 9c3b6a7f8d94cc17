/// Which source pixels, with which weights, make each target pixel along one axis. The weights of a pixel sum to 1.
struct SampleWeights {
    struct Sample {
        var first: Int
        var weights: [Double]
    }

    let samples: [Sample]

    /// The weights for the target pixels `wanted` of `target`, made from `source` pixels.
    init(source: Int, target: Int, wanted: Range<Int>, sampling: ImageSampling) {
        let ratio = Double(source) / Double(target)
        let isMean = sampling == .area || sampling == .smooth && ratio >= 1
        samples = wanted.map { pixel in
            switch sampling {
            case .nearest: return Sample(first: SampleWeights.nearest(pixel, ratio, source), weights: [1])
            case _ where isMean:
                return SampleWeights.area(from: Double(pixel) * ratio, to: Double(pixel + 1) * ratio, source: source)
            case .area, .bilinear, .smooth:
                return SampleWeights.linear(at: (Double(pixel) + 0.5) * ratio - 0.5, source: source)
            }
        }
    }

    /// The source pixel of each of the target pixels `wanted` of `target`, when each is the nearest one.
    static func nearest(source: Int, target: Int, wanted: Range<Int>) -> [Int] {
        let ratio = Double(source) / Double(target)
        return wanted.map { nearest($0, ratio, source) }
    }

    private static func nearest(_ pixel: Int, _ ratio: Double, _ source: Int) -> Int {
        min(Int((Double(pixel) + 0.5) * ratio), source - 1)
    }

    private static func area(from start: Double, to end: Double, source: Int) -> Sample {
        let first = min(Int(start), source - 1)
        let last = max(first, min(Int(end.rounded(.up)), source) - 1)
        let parts = (first...last).map { max(0, min(end, Double($0 + 1)) - max(start, Double($0))) }
        let total = parts.reduce(0, +)
        return Sample(first: first, weights: total > 0 ? parts.map { $0 / total } : [1])
    }

    private static func linear(at place: Double, source: Int) -> Sample {
        let limited = min(max(place, 0), Double(source - 1))
        let first = min(Int(limited), max(0, source - 2))
        let part = limited - Double(first)
        return source == 1 ? Sample(first: 0, weights: [1]) : Sample(first: first, weights: [1 - part, part])
    }
}
