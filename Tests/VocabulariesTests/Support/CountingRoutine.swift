import RegistryCore
import TrainingLog
import Vocabularies

/// Counts what it is given.
struct CountingRoutine: LoggingRoutine {
    var count = 0.0

    mutating func logIter(_ name: String, _ value: PipelineValue, step: Step, to logger: TrainingLog.Logger) -> Bool {
        count += 1
        return true
    }

    mutating func logEpoch(_ epoch: Step, to logger: TrainingLog.Logger) {
        logger.logScalar("count", count, step: epoch)
    }
}

extension RoutineRegistry {
    /// The routines that there are, and one that counts, under the key `mine`.
    static var counting: RoutineRegistry {
        var routines = RoutineRegistry()
        routines.register("mine") { CountingRoutine() }
        return routines
    }
}
