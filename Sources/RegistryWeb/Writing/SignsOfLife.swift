import RegistryCore
import Synchronization

/// Whatever a run logs says that it goes on: its `heartbeat` is set with it, now and then.
///
/// A training that is logged over HTTP need not give signs beside what it logs; one that logs nothing for 90 seconds does.
final class SignsOfLife: Sendable {
    /// A run's sign is stored this often at most: every 20 seconds. Runs are shown as lost after 90.
    static let interval = Duration.seconds(20)

    /// The most runs that are remembered: 10,000. Beyond, all are forgotten, which costs each of them one write.
    static let mostRuns = 10_000

    private let store: any RecordWriter
    private let now: @Sendable () -> ContinuousClock.Instant
    private let stored = Mutex<[RunID: ContinuousClock.Instant]>([:])

    init(
        store: any RecordWriter, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.store = store
        self.now = now
    }

    /// Notes that a run has logged something that is stored now.
    ///
    /// A sign that cannot be stored is no reason to refuse what was logged: the next one is tried again.
    func give(for run: RunID) async {
        let now = now()
        let isDue = stored.withLock { stored in
            if let last = stored[run], now < last + Self.interval { return false }
            if stored.count >= Self.mostRuns { stored.removeAll() }
            stored[run] = now
            return true
        }
        guard isDue else { return }
        do {
            try await store.update(RecordID(run), in: .runs, RecordChange(set: ["heartbeat": .date(.now)]))
        } catch {
            stored.withLock { $0[run] = nil }
        }
    }
}
