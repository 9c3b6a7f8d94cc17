/// How likely a metric is what a training is about, by its name.
enum MetricRank: Int {
    /// A result: a loss, an accuracy, an error.
    case result
    case other
    /// The machine's use.
    case machine

    private static let results = [
        "loss", "acc", "error", "mse", "mae", "f1", "auc", "score", "reward", "return", "precision", "recall",
        "perplexity", "bleu", "iou",
    ]

    init(_ name: String) {
        let lower = name.lowercased()
        if lower.hasPrefix("system/") || lower.hasPrefix("system.") {
            self = .machine
        } else {
            self = Self.results.contains(where: lower.contains) ? .result : .other
        }
    }
}
