public import RegistryCore
public import TrainingLog

/// Logs the quantities of one kind while a training goes on.
public protocol LoggingRoutine: Sendable {
    /// Whether it takes a quantity that it was not told of. It is asked when the configuration names none for it at all.
    func takesUntracked(_ value: PipelineValue) -> Bool

    /// Takes a quantity of an iteration.
    ///
    /// - Returns: Whether it is one of this routine's kind.
    mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: Logger) -> Bool

    /// Logs what the iterations of an epoch come to; also at the end, when there were some since the last epoch.
    mutating func logEpoch(_ epoch: Step, to logger: Logger)
}

extension LoggingRoutine {
    /// It has to be told what it logs.
    public func takesUntracked(_ value: PipelineValue) -> Bool { false }

    /// Nothing is left for the epoch's end.
    public mutating func logEpoch(_ epoch: Step, to logger: Logger) {}
}

/// The routines that there are, by the keys that configurations have.
public struct RoutineRegistry: Sendable {
    private var makers: [String: @Sendable () -> any LoggingRoutine] = [
        "metric": { MetricRoutine() }, "image": { ImageRoutine() }, "hist": { HistogramRoutine() },
        "hparams": { HyperparameterRoutine() }, "mesh": { MeshRoutine() }, "video": { VideoRoutine() },
        "checkpoint": { CheckpointRoutine() }, "text": { TextRoutine() },
    ]

    /// The routines of this package: `metric`, `image`, `hist`, `hparams`, `mesh`, `video`, `checkpoint`, `text`.
    public init() {}

    /// Adds a routine, or replaces the one of a key.
    public mutating func register(_ key: String, _ make: @escaping @Sendable () -> any LoggingRoutine) {
        makers[key] = make
    }

    /// All keys, in order.
    public var keys: [String] { makers.keys.sorted() }

    /// A new routine; `nil` for a key that there is not.
    public func routine(_ key: String) -> (any LoggingRoutine)? { makers[key]?() }
}
