import RegistryCore
import Synchronization

/// Knows whether the store answers: it is asked every few seconds for as long as the server runs.
///
/// A store that hangs says nothing, so that every request would find out for itself, and take its whole time for that.
final class StoreProbe: Sendable {
    /// How long the store is not asked again: five seconds.
    static let interval = Duration.seconds(5)
    /// How long it may take to say that it is there: five seconds.
    static let patience = Duration.seconds(5)
    /// How long somebody who reads waits for a store that is known not to answer: three seconds.
    static let hurry = Duration.seconds(3)

    private let store: any RegistryStore
    private let alarms: Alarms
    private let clock: any Clock<Duration>
    private let silentSince = Mutex<ContinuousClock.Instant?>(nil)

    init(store: any RegistryStore, alarms: Alarms, clock: any Clock<Duration>) {
        self.store = store
        self.alarms = alarms
        self.clock = clock
    }

    /// For how long the store has not answered; `nil` when it answered the last time.
    var silence: Duration? { silentSince.withLock { $0.map { $0.duration(to: .now) } } }

    /// Asks again and again until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await ask()
            do {
                try await clock.sleep(for: Self.interval, tolerance: nil)
            } catch {
                return
            }
        }
    }

    /// Asks once. A store that answers with an error does answer.
    func ask() async {
        let start = ContinuousClock.now
        var limits = RequestLimits()
        limits.timeLimit = Self.patience
        do {
            try await limits.withTimeLimit(by: alarms) { [store] in try await store.checkHealth() }
            silentSince.withLock { $0 = nil }
        } catch let error as RegistryError where error.code == .timedOut {
            silentSince.withLock { $0 = $0 ?? start }
        } catch {
            silentSince.withLock { $0 = nil }
        }
    }

    /// The limits for a request: those of every day, or for one that reads, while the store does not answer, less time.
    func limits(_ usual: RequestLimits, isReading: Bool) -> RequestLimits {
        guard isReading, silence != nil else { return usual }
        var limits = usual
        limits.timeLimit = min(usual.timeLimit, Self.hurry)
        return limits
    }

    /// What is told of an error: that the store does not answer, when that is why there was no time left.
    func told(_ error: any Error) -> any Error {
        guard let silence, let error = error as? RegistryError, error.code == .timedOut else { return error }
        return RegistryError(
            .unavailable,
            "The store has not answered for \(silence.components.seconds) seconds. It may be overloaded or cut off; try again in a "
                + "while.", underlying: error)
    }
}
