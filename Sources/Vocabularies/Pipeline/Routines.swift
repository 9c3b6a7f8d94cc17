public import RegistryCore
public import TrainingLog

/// `metric`: each number under its name, and for each epoch the mean as `<name>/epoch`.
public struct MetricRoutine: LoggingRoutine {
    private var sums: [String: (sum: Double, count: Int)] = [:]

    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        let number: Double
        switch value {
        case .number(let value): number = value
        case .numbers(let values) where !values.isEmpty: number = values.reduce(0, +) / Double(values.count)
        default: return false
        }
        logger.logScalar(name, number, step: step)
        let sum = sums[name] ?? (0, 0)
        sums[name] = (sum.sum + number, sum.count + 1)
        return true
    }

    /// Logs what there is for the epoch.
    public mutating func logEpoch(_ epoch: Step, to logger: Logger) {
        var means: [String: Double] = [:]
        for (name, sum) in sums { means["\(name)/epoch"] = sum.sum / Double(sum.count) }
        logger.logScalars(means, step: epoch)
        sums = [:]
    }
}

/// `hist`: how the numbers of an iteration are distributed.
public struct HistogramRoutine: LoggingRoutine {
    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .numbers(let numbers) = value else { return false }
        logger.logHistogram(name, numbers, step: step)
        return true
    }
}

/// `image`: pictures.
public struct ImageRoutine: LoggingRoutine {
    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .image(let image) = value else { return false }
        logger.logImage(name, image, step: step)
        return true
    }
}

/// `video`: pictures that move.
public struct VideoRoutine: LoggingRoutine {
    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .video(let frames, let fps) = value else { return false }
        logger.logVideo(name, frames, fps: fps, step: step)
        return true
    }
}

/// `mesh`: surfaces and clouds of points.
public struct MeshRoutine: LoggingRoutine {
    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .mesh(let mesh) = value else { return false }
        logger.logMesh(name, mesh, step: step)
        return true
    }
}

/// `text`: texts, as Markdown.
public struct TextRoutine: LoggingRoutine {
    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .text(let text) = value else { return false }
        logger.logText(name, text, step: step)
        return true
    }
}

/// `hparams`: what the training is configured with, when it is another than before.
///
/// Told of no quantities, it takes every ``PipelineValue/value(_:)``: numbers and texts may be anything.
public struct HyperparameterRoutine: LoggingRoutine {
    private var known: [String: Value] = [:]

    /// A routine.
    public init() {}

    /// Values that are of no other kind are hyperparameters.
    public func takesUntracked(_ value: PipelineValue) -> Bool {
        if case .value = value { true } else { false }
    }

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        let parameter: Value
        switch value {
        case .value(let value): parameter = value
        case .number(let number): parameter = .double(number)
        case .text(let text): parameter = .string(text)
        default: return false
        }
        guard known[name] != parameter else { return true }
        known[name] = parameter
        logger.logParameters(ParameterChange(values: [name: parameter]))
        return true
    }
}

/// `checkpoint`: the last of an epoch, as the file `checkpoints/<name>_<epoch>.bin`.
public struct CheckpointRoutine: LoggingRoutine {
    private var latest: [String: [UInt8]] = [:]

    /// A routine.
    public init() {}

    /// Logs it; see ``LoggingRoutine``.
    public mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool {
        guard case .bytes(let bytes) = value else { return false }
        latest[name] = bytes
        return true
    }

    /// Logs what there is for the epoch.
    public mutating func logEpoch(_ epoch: Step, to logger: Logger) {
        for (name, bytes) in latest.sorted(by: { $0.key < $1.key }) {
            logger.logFile("checkpoints/\(name)_\(epoch).bin", bytes: bytes, fileType: "checkpoint", step: epoch)
        }
        latest = [:]
    }
}
