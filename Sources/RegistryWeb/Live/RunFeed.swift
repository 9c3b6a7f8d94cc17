import RegistryCore
import Synchronization

/// What happens to one run, read from the store once in a while for all clients that watch it: what other processes write is
/// seen as well. While nobody asks, nothing is read.
final class RunFeed: Sendable {
    private struct Latest {
        let number: Int
        let begun: ContinuousClock.Instant
        let reading: SharedReading<RunSnapshot>
    }

    private enum Next {
        case reading(SharedReading<RunSnapshot>)
        case wait(until: ContinuousClock.Instant)
    }

    private let run: RunID
    private let store: any RecordReader
    private let interval: Duration
    private let latest = Mutex<Latest?>(nil)

    /// - Parameter interval: how long the store is not asked again.
    init(run: RunID, store: any RecordReader, interval: Duration) {
        self.run = run
        self.store = store
        self.interval = interval
    }

    /// The run as it is, later than a snapshot that is known. Returns when it is time for one.
    ///
    /// - Throws: what the store throws; `CancellationError` when the task is cancelled.
    func snapshot(after number: Int) async throws -> RunSnapshot {
        while true {
            switch next(after: number) {
            case .reading(let reading): return try await reading.value()
            // All who watch the run wake at the same moment, and the first one reads.
            case .wait(let time): try await ContinuousClock().sleep(until: time, tolerance: .zero)
            }
        }
    }

    private func next(after number: Int) -> Next {
        latest.withLock { latest in
            let now = ContinuousClock.now
            if let known = latest {
                let isFresh = now - known.begun < interval || !known.reading.isOver
                if known.number > number, isFresh { return .reading(known.reading) }
                guard now - known.begun >= interval else { return .wait(until: known.begun + interval) }
            }
            let number = (latest?.number ?? 0) + 1
            let reading = SharedReading { [run, store] in
                let record = try await ApparentRuns(store, at: .now).record(RecordID(run), in: .runs)
                return RunSnapshot(number: number, run: run, record: record, store: store)
            }
            latest = Latest(number: number, begun: now, reading: reading)
            return .reading(reading)
        }
    }
}
