import Synchronization

/// The runs that are in the trash, as they were read a moment ago.
///
/// Every page and every record is looked at with them, so that asking the store each time would double what it is asked.
final class HiddenRuns: Sendable {
    /// How long what was read is good: one second. What this server changes itself is seen at once.
    static let lifetime = Duration.seconds(1)

    private struct State {
        var runs: Set<String>?
        /// When ``runs`` were asked for, after the start.
        var age = Duration.zero
        /// Counts what was forgotten: what was asked for before must not be kept after.
        var changes = 0
    }

    private let sinceStart: @Sendable () -> Duration
    private let state = Mutex(State())

    /// - Parameter clock: Says how old what was read is.
    init(clock: some Clock<Duration>) {
        let start = clock.now
        sinceStart = { start.duration(to: clock.now) }
    }

    /// The runs, read when what is known is too old.
    ///
    /// - Parameter read: Asks the store.
    /// - Throws: What `read` throws.
    func runs(readingBy read: () async throws -> Set<String>) async throws -> Set<String> {
        let now = sinceStart()
        let (known, changes) = state.withLock { state in
            (now - state.age < Self.lifetime ? state.runs : nil, state.changes)
        }
        if let known { return known }
        let runs = try await read()
        state.withLock { state in
            guard state.changes == changes else { return }
            (state.runs, state.age) = (runs, now)
        }
        return runs
    }

    /// Has the runs read anew: some were deleted or restored.
    func forget() {
        state.withLock { state in
            state.runs = nil
            state.changes += 1
        }
    }
}
