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

    private struct State {
        var places: [Key: Place] = [:]
        /// The runs, oldest first.
        var order: [Key] = []
    }

    private static let state = Mutex(State())
    /// So many are remembered at least, the latest ones; at most twice as many.
    static let fewest = 4_096

    /// Remembers where a run lies.
    static func note(_ run: RunID, _ setup: MLSetup) {
        let place = Place(logDir: setup.logDir, experiment: setup.configuration.experiment)
        let key = Key(run: run, logsRoot: setup.configuration.logsRoot)
        state.withLock { state in
            if state.places.updateValue(place, forKey: key) == nil { state.order.append(key) }
            guard state.order.count > 2 * fewest else { return }
            for old in state.order.prefix(fewest) { state.places[old] = nil }
            state.order.removeFirst(fewest)
        }
    }

    /// Where a run lies in a folder of all logs; `nil` for one that this process has not logged there.
    static func place(of run: RunID, in logsRoot: String) -> Place? {
        state.withLock { $0.places[Key(run: run, logsRoot: logsRoot)] }
    }
}
