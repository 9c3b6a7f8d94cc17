import RegistryCore

/// What a training logs beside its losses and metrics.
public struct LoggingConfig: Hashable, Sendable {
    /// Whether each step has its learning rate, as `train/lr`.
    public var logLearningRate: Bool
    /// Whether each step has the norm of all gradients, as `train/grad_norm`.
    public var logGradientNorm: Bool
    /// Whether each step has the norm of all weights, as `train/weight_norm`.
    public var logWeightNorm: Bool
    /// Whether each validation has a picture of what was taken for what, as `val/confusion_matrix`.
    public var logConfusionMatrix: Bool
    /// Whether each validation has pictures with what they were taken for, as `val/predictions`.
    public var logPredictions: Bool
    /// How many pictures those are, 1 to 200.
    public var predictionsPerEpoch: Int { didSet { predictionsPerEpoch = Self.bounded(predictionsPerEpoch) } }

    /// A configuration. Default: the learning rate, and nothing else; 8 pictures.
    public init(
        logLearningRate: Bool = true, logGradientNorm: Bool = false, logWeightNorm: Bool = false,
        logConfusionMatrix: Bool = false, logPredictions: Bool = false, predictionsPerEpoch: Int = 8
    ) {
        self.logLearningRate = logLearningRate
        self.logGradientNorm = logGradientNorm
        self.logWeightNorm = logWeightNorm
        self.logConfusionMatrix = logConfusionMatrix
        self.logPredictions = logPredictions
        self.predictionsPerEpoch = Self.bounded(predictionsPerEpoch)
    }

    private static func bounded(_ count: Int) -> Int { min(max(count, 1), 200) }

    private static let names = [
        "log_learning_rate", "log_gradient_norm", "log_weight_norm", "log_confusion_matrix", "log_predictions",
        "predictions_per_epoch",
    ]

    init(_ node: ConfigurationNode) throws(RegistryError) {
        let fields = try node.fields(of: "logging", known: Self.names)
        func flag(_ name: String, _ usual: Bool) throws(RegistryError) -> Bool {
            guard let field = fields[name] else { return usual }
            return try field.flag(name)
        }
        var count = 8
        if let field = fields["predictions_per_epoch"] {
            count = try field.whole("predictions_per_epoch")
            guard (1...200).contains(count) else {
                throw field.fault("predictions_per_epoch is 1 to 200, not \(count).")
            }
        }
        self.init(
            logLearningRate: try flag("log_learning_rate", true),
            logGradientNorm: try flag("log_gradient_norm", false), logWeightNorm: try flag("log_weight_norm", false),
            logConfusionMatrix: try flag("log_confusion_matrix", false),
            logPredictions: try flag("log_predictions", false), predictionsPerEpoch: count)
    }
}
