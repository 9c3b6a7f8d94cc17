import ChartRendering
import RasterGraphics
public import RegistryCore
public import TrainingLog

/// What a training says at each step and each validation, under AutoTimm's names.
///
/// ```swift
/// let stages = TrainingStages(manager: manager, config: LoggingConfig(logGradientNorm: true))
/// stages.trainStep(loss: 0.31, learningRate: 1e-3, gradients: gradients, step: 100)
/// stages.validation(loss: 0.35, metrics: ["accuracy": 0.9], step: 100)
/// ```
public struct TrainingStages: Sendable {
    /// A part of a training.
    public enum Stage: String, Hashable, Sendable { case train, val, test }

    /// Where it is logged.
    public let manager: LoggerManager
    /// What is logged.
    public let config: LoggingConfig
    private let missingNorms = MissingNorms()

    /// Words for a manager's loggers.
    public init(manager: LoggerManager, config: LoggingConfig = LoggingConfig()) {
        self.manager = manager
        self.config = config
    }

    /// A step of the training: `train/loss`, `train/<metric>` and, as configured, `train/lr`, `train/grad_norm`, `train/weight_norm`.
    ///
    /// A norm of no numbers is not logged, which `LoggerConfiguration.onProblem` is told once.
    ///
    /// - Parameters:
    ///   - gradients: Those of each parameter, asked for only when their norm is logged.
    ///   - weights: Those of each parameter, asked for only when their norm is logged.
    public func trainStep(
        loss: Double, metrics: [String: Double] = [:], learningRate: Double? = nil,
        gradients: @autoclosure () -> [[Float]] = [], weights: @autoclosure () -> [[Float]] = [], step: Step
    ) {
        guard manager.isEnabled else { return }
        var values = Self.named(.train, loss: loss, metrics: metrics)
        if config.logLearningRate { values["train/lr"] = learningRate }
        if config.logGradientNorm {
            values["train/grad_norm"] = measuredNorm(of: gradients(), "train/grad_norm", "gradients")
        }
        if config.logWeightNorm {
            values["train/weight_norm"] = measuredNorm(of: weights(), "train/weight_norm", "weights")
        }
        manager.log(values, step: step)
    }

    /// A validation or a test: `<stage>/loss` and `<stage>/<metric>`.
    public func validation(_ stage: Stage = .val, loss: Double, metrics: [String: Double] = [:], step: Step) {
        manager.log(Self.named(stage, loss: loss, metrics: metrics), step: step)
    }

    /// What the samples of a validation were taken for, when it is configured: `val/confusion_matrix`.
    ///
    /// Counts and percentages of the true class are in the cells, the accuracy is in the title.
    ///
    /// - Parameters:
    ///   - classes: The names of the classes.
    ///   - counts: For each true class how many of its samples were taken for each class.
    public func confusionMatrix(classes: [String], counts: [[Int]], step: Step) {
        guard config.logConfusionMatrix else { return }
        draw("val/confusion_matrix", step: step) { () throws in
            try ConfusionMatrix(classes: classes, counts: counts).render()
        }
    }

    /// Samples of a validation with what they were taken for, when it is configured: `val/predictions`.
    ///
    /// - Parameters:
    ///   - images: The samples; as many are shown as configured.
    ///   - labels: The true class of each.
    ///   - predictions: What each was taken for.
    public func predictions(images: [ImageArray], labels: [String], predictions: [String], step: Step) {
        guard config.logPredictions else { return }
        draw("val/predictions", step: step) { () throws in
            var items: [ImageGridItem] = []
            for (image, names) in zip(images, zip(labels, predictions)).prefix(config.predictionsPerEpoch) {
                let title = names.0 == names.1 ? names.0 : "\(names.1), not \(names.0)"
                items.append(ImageGridItem(title: title, content: .image(try image.pixmap())))
            }
            guard !items.isEmpty else {
                throw RegistryError(.invalidArgument, "There is no sample with a label and a prediction.")
            }
            return try ImageGrid(items: items).render()
        }
    }

    /// `nil` without numbers: nobody measured that it is 0.
    private func measuredNorm(of parts: [[Float]], _ tag: String, _ argument: String) -> Double? {
        guard parts.allSatisfy(\.isEmpty) else { return Self.norm(parts) }
        if missingNorms.isFirst(tag) {
            manager.loggers.first?.logger.report(
                "\(tag) is configured, and a step has no \(argument): it is not logged. Give trainStep \(argument):.")
        }
        return nil
    }

    private func draw(_ tag: String, step: Step, _ picture: () throws -> Pixmap) {
        guard manager.isEnabled else { return }
        do {
            let picture = try picture()
            manager.logImage(
                tag, try ImageArray(picture.bytes, shape: [picture.height, picture.width, 4], layout: .channelsLast),
                step: step)
        } catch {
            for logger in manager.loggers.prefix(1) {
                logger.logger.refuse(
                    RegistryError(.invalidArgument, "\(tag) cannot be drawn: \(error)", underlying: error))
            }
        }
    }

    private static func named(_ stage: Stage, loss: Double, metrics: [String: Double]) -> [String: Double] {
        var values: [String: Double] = [:]
        for (name, value) in metrics { values["\(stage.rawValue)/\(name)"] = value }
        values["\(stage.rawValue)/loss"] = loss
        return values
    }

    /// The total L2 norm: the root of the sum of all squares.
    public static func norm(_ parts: [[Float]]) -> Double {
        var sum = 0.0
        for part in parts { for number in part { sum += Double(number) * Double(number) } }
        return sum.squareRoot()
    }
}
