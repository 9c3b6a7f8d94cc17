import RegistryCore
import Synchronization
import TrainingLog

/// Where the runs lie that this process logs in ml-logger's words: who continues one needs to know no more than its identifier.
enum RunPlaces {
    /// A run's folder, and the experiment that it is of.
    struct Place: Hashable, Sendable {
        let logDir: String
        let experiment: String
    }

    private struct Key: Hashable {
        let run: RunID
        let logsRoot: String
    }

    private static let places = Mutex<[Key: Place]>([:])

    /// Remembers where a run lies.
    static func note(_ run: RunID, _ setup: MLSetup) {
        let place = Place(logDir: setup.logDir, experiment: setup.configuration.experiment)
        places.withLock { $0[Key(run: run, logsRoot: setup.configuration.logsRoot)] = place }
    }

    /// Where a run lies in a folder of all logs; `nil` for one that this process has not logged there.
    static func place(of run: RunID, in logsRoot: String) -> Place? {
        places.withLock { $0[Key(run: run, logsRoot: logsRoot)] }
    }
}
