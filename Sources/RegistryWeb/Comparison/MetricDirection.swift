/// Which values of a metric are better, as far as its name tells.
enum MetricDirection: Sendable {
    case lower, higher

    private static let lowerNames = ["loss", "err", "mse", "mae", "perplexity", "ppl", "nll", "wer", "cer", "fid"]
    private static let higherNames = [
        "acc", "accuracy", "f1", "auc", "score", "reward", "return", "precision", "recall", "bleu", "iou", "psnr",
        "ssim",
    ]

    /// `nil` when the name tells nothing, or both.
    init?(metric: String) {
        let words = metric.lowercased().split { !$0.isLetter && !$0.isNumber }
        let has = { (parts: [String]) in
            words.contains { word in parts.contains { word.hasPrefix($0) || word.hasSuffix($0) } }
        }
        switch (has(Self.lowerNames), has(Self.higherNames)) {
        case (true, false): self = .lower
        case (false, true): self = .higher
        default: return nil
        }
    }

    /// The best of some numbers; `nil` when none is finite, or all are the same.
    func best(of numbers: [Double?]) -> Double? {
        let finite = numbers.compactMap { $0 }.filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max(), least < most else { return nil }
        return self == .lower ? least : most
    }
}
