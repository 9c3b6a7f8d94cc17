import RegistryCore
import Synchronization

/// Something as it was at a moment.
protocol Snapshot: Sendable {
    /// Counts the snapshots of a feed, from 1.
    var number: Int { get }
}

/// Something that is read from the store once in a while for all clients that watch it: what other processes write is seen as
/// well. While nobody asks, nothing is read.
final class Feed<Content: Snapshot>: Sendable {
    private struct Latest {
        let number: Int
        let begun: ContinuousClock.Instant
        let reading: SharedReading<Content>
    }

    private enum Next {
        case reading(SharedReading<Content>)
        case wait(until: ContinuousClock.Instant)
    }

    private let interval: Duration
    private let read: @Sendable (Int) async throws -> Content
    private let latest = Mutex<Latest?>(nil)

    /// - Parameters:
    ///   - interval: how long the store is not asked again.
    ///   - read: reads the snapshot of a number.
    init(interval: Duration, read: @escaping @Sendable (Int) async throws -> Content) {
        self.interval = interval
        self.read = read
    }

    /// What there is, later than a snapshot that is known. Returns when it is time for one.
    ///
    /// - Throws: what the store throws; `CancellationError` when the task is cancelled.
    func snapshot(after number: Int) async throws -> Content {
        while true {
            switch next(after: number) {
            case .reading(let reading): return try await reading.value()
            // All who watch wake at the same moment, and the first one reads.
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
            let reading = SharedReading { [read] in try await read(number) }
            latest = Latest(number: number, begun: now, reading: reading)
            return .reading(reading)
        }
    }
}

typealias RunFeed = Feed<RunSnapshot>

extension Feed<RunSnapshot> {
    /// The feed of one run.
    convenience init(run: RunID, store: any RecordReader, interval: Duration) {
        self.init(interval: interval) { number in
            let record = try await ApparentRuns(store, at: .now).record(RecordID(run), in: .runs)
            return RunSnapshot(number: number, run: run, record: record, store: store)
        }
    }
}
